@NullMarked
package afterimage.cli.capture;

import org.jspecify.annotations.NullMarked;
