/// Mappings drawn from the domains of ours and from random schemas.
@NullMarked
package afterimage.capture.discover;

import org.jspecify.annotations.NullMarked;
