/// Doctor on real servers, on one that is not PostgreSQL, and its advice followed to the letter.
@NullMarked
package afterimage.capture.doctor;

import org.jspecify.annotations.NullMarked;
