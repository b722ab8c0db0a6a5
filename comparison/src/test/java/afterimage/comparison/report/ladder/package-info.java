@NullMarked
package afterimage.comparison.report.ladder;

import org.jspecify.annotations.NullMarked;
