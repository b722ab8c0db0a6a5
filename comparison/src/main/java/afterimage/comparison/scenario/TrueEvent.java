package afterimage.comparison.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What truly happened.
///
/// @param step the command that it came from, from 1
public record TrueEvent(int step, String stream, String type, ObjectNode data) {

  public TrueEvent {
    data = data.deepCopy();
  }
}
