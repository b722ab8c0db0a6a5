@NullMarked
package afterimage.comparison.scenario;

import org.jspecify.annotations.NullMarked;
