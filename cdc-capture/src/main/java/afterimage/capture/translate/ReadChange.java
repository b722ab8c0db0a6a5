package afterimage.capture.translate;

import afterimage.capture.change.RowChange;
import java.util.List;

/// A row change, what became of it, and the events that tell of it; an event may tell of several
/// changes.
public record ReadChange(RowChange change, Reading reading, List<DerivedEvent> events) {

  public ReadChange {
    events = List.copyOf(events);
  }
}
