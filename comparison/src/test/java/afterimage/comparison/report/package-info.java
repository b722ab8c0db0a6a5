@NullMarked
package afterimage.comparison.report;

import org.jspecify.annotations.NullMarked;
