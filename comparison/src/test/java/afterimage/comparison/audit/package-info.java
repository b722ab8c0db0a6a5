@NullMarked
package afterimage.comparison.audit;

import org.jspecify.annotations.NullMarked;
