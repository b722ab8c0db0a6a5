/// The command `torture`, and the process that it kills. Start reading at [TortureCommand].
@NullMarked
package afterimage.cli.torture;

import org.jspecify.annotations.NullMarked;
