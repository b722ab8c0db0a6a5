@NullMarked
package afterimage.cli;

import org.jspecify.annotations.NullMarked;
