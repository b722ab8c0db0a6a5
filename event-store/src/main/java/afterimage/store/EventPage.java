package afterimage.store;

import java.util.List;

/// Some events of all streams. May be empty though there are more to come: a reading that filters
/// looks at so many events at a time.
///
/// @param end the position up to which everything that was asked for is in this page or before it:
///     where the next page begins
/// @param last whether nothing more was readable
public record EventPage(List<RecordedEvent> events, long end, boolean last) {

  public EventPage {
    events = List.copyOf(events);
  }
}
