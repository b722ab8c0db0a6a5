@NullMarked
package afterimage.cli.ladder;

import org.jspecify.annotations.NullMarked;
