@NullMarked
package afterimage.cli.compare;

import org.jspecify.annotations.NullMarked;
