/// Tests of the package of the same name.
@NullMarked
package afterimage.access;

import org.jspecify.annotations.NullMarked;
