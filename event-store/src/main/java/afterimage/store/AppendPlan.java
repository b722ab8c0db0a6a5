package afterimage.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What one append shall do: the streams, the version that each must have (-1 for any), and the
/// events in order, each with the index of its stream. An event that is named twice is there once.
record AppendPlan(List<StreamId> streams, List<Long> expected, List<Entry> entries) {

  record Entry(int stream, NewEvent event) {}

  static AppendPlan of(List<StreamAppend> appends) {
    Map<StreamId, Integer> index = new LinkedHashMap<>();
    List<Long> expected = new ArrayList<>();
    Map<UUID, Entry> entries = new LinkedHashMap<>();
    for (StreamAppend append : appends) {
      Integer known = index.putIfAbsent(append.stream(), index.size());
      if (known == null) {
        expected.add(version(append.expected()));
      } else if (!(append.expected() instanceof ExpectedVersion.Any)) {
        throw new IllegalArgumentException(
            "Stream %s is named twice in one append; only the first may expect a version"
                .formatted(append.stream()));
      }
      int stream = known == null ? index.size() - 1 : known;
      for (NewEvent event : append.events()) {
        Entry entry = new Entry(stream, event);
        Entry twin = entries.putIfAbsent(event.id(), entry);
        if (twin != null && !(twin.stream == stream && sameContent(twin.event, event))) {
          throw new EventIdReused(event.id());
        }
      }
    }
    return new AppendPlan(
        List.copyOf(index.keySet()), List.copyOf(expected), List.copyOf(entries.values()));
  }

  StreamId streamOf(Entry entry) {
    return streams.get(entry.stream);
  }

  private static boolean sameContent(NewEvent one, NewEvent other) {
    return one.type().equals(other.type())
        && one.schemaVersion() == other.schemaVersion()
        && one.data().equals(other.data());
  }

  private static long version(ExpectedVersion expected) {
    return switch (expected) {
      case ExpectedVersion.Exactly(long version) -> version;
      case ExpectedVersion.NoStream() -> 0;
      case ExpectedVersion.Any() -> -1;
    };
  }
}
