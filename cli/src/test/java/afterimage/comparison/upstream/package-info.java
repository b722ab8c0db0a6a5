/// Classes that break an arrow of the design, so that its rule is seen to find them.
@NullMarked
package afterimage.comparison.upstream;

import org.jspecify.annotations.NullMarked;
