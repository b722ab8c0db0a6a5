@NullMarked
package afterimage.comparison.fidelity;

import org.jspecify.annotations.NullMarked;
