package afterimage.capture.translate;

import afterimage.capture.change.RowChange;
import java.util.List;

/// A row change, what became of it, and the events that came from it.
public record ReadChange(RowChange change, Reading reading, List<DerivedEvent> events) {

  public ReadChange {
    events = List.copyOf(events);
  }
}
