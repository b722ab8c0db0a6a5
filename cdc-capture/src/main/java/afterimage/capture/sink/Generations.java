package afterimage.capture.sink;

import java.util.Optional;

/// Keeps note of which baselines were begun, and what became of them. Each call is a transaction of
/// its own.
public interface Generations {

  /// The one that was begun last, whatever became of it.
  Optional<Generation> last(String pipeline);

  /// Notes a generation, or what became of it.
  void note(Generation generation);

  /// How far a baseline is that is not stored yet.
  ///
  /// @param expected how many rows there are, as the source estimates
  void progress(Generation generation, long rows, long expected);
}
