package afterimage.capture.translate;

import afterimage.capture.change.Position;
import afterimage.capture.mapping.Pattern;

/// Is told how a translation comes about. For people; it changes nothing.
public interface Trace {

  Trace NONE = new Trace() {};

  /// @param outcome `applies`, or why not
  default void tried(Pattern pattern, Position at, String outcome) {}

  /// @param name of a field of the event's data, or `when`
  default void evaluated(
      Pattern pattern, Position at, String name, String expression, Object value) {}
}
