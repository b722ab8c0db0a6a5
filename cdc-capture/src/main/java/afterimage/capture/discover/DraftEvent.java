package afterimage.capture.discover;

import afterimage.capture.change.TableId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event that is to be written.
///
/// @param names what it could be called, the best first; the last one is never another event's
/// @param kind how much its name says
/// @param comment why it is so; empty if that is plain
/// @param restore null if it can be read off the pattern
record DraftEvent(
    List<String> names,
    Kind kind,
    String comment,
    String operation,
    TableId table,
    Map<String, String> becomes,
    String when,
    Map<String, String> data,
    @Nullable Restore restore) {

  enum Kind {
    NAMED,
    /// It says that a row changed, and not what happened.
    GENERIC,
    /// It says when a row was written.
    BOOKKEEPING
  }

  /// @param set null to delete
  record Restore(Map<String, String> key, @Nullable Map<String, String> set) {}

  DraftEvent {
    names = List.copyOf(names);
    becomes = new LinkedHashMap<>(becomes);
    data = new LinkedHashMap<>(data);
  }

  static DraftEvent update(
      List<String> names,
      TableId table,
      Map<String, String> becomes,
      String when,
      Map<String, String> data) {
    return new DraftEvent(names, Kind.NAMED, "", "update", table, becomes, when, data, null);
  }

  DraftEvent of(Kind other, String why) {
    return new DraftEvent(names, other, why, operation, table, becomes, when, data, restore);
  }

  DraftEvent saying(String why) {
    return of(kind, why);
  }

  DraftEvent restoring(Restore other) {
    return new DraftEvent(names, kind, comment, operation, table, becomes, when, data, other);
  }

  DraftEvent alsoNamed(String other) {
    List<String> all = new ArrayList<>(names);
    all.addFirst(other);
    return new DraftEvent(all, kind, comment, operation, table, becomes, when, data, restore);
  }
}
