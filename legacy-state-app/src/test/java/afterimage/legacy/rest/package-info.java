@NullMarked
package afterimage.legacy.rest;

import org.jspecify.annotations.NullMarked;
