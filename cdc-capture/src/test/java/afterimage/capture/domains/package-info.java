/// The domains of ours and their shipped mappings, on a real server.
@NullMarked
package afterimage.capture.domains;

import org.jspecify.annotations.NullMarked;
