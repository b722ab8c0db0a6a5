@NullMarked
package afterimage.cli.shops;

import org.jspecify.annotations.NullMarked;
