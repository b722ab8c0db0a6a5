package afterimage.store;

import java.util.List;

/// What is to be appended to one stream, and the version it must have for that.
public record StreamAppend(StreamId stream, ExpectedVersion expected, List<NewEvent> events) {

  public StreamAppend {
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("Nothing to append to " + stream);
    }
  }
}
