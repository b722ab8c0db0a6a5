/// `afterimage capture` and `afterimage status`: keeps a pipeline running, and says how it is
/// doing. No logic of its own: [afterimage.capture.Capture] captures. Start reading at
/// [CaptureCommand].
@NullMarked
package afterimage.cli.capture;

import org.jspecify.annotations.NullMarked;
