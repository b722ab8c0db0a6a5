@NullMarked
package afterimage.cli.ask;

import org.jspecify.annotations.NullMarked;
