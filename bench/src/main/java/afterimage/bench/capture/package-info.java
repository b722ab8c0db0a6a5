/// The pipeline against the bare engine and against nothing but the clock. In: a server on which
/// databases may be made. Out: [afterimage.bench.Figure]s. Each side runs in a JVM of its own, so
/// that both are as cold. Start reading at [CaptureBench], then [CaptureMeasure].
@NullMarked
package afterimage.bench.capture;

import org.jspecify.annotations.NullMarked;
