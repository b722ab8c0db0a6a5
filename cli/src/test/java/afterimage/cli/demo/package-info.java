@NullMarked
package afterimage.cli.demo;

import org.jspecify.annotations.NullMarked;
