/// Measures. Start reading at [BenchCommand].
@NullMarked
package afterimage.cli.bench;

import org.jspecify.annotations.NullMarked;
