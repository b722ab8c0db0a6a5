@NullMarked
package afterimage.cli.architecture;

import org.jspecify.annotations.NullMarked;
