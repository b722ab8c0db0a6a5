package afterimage.capture.translate;

import afterimage.capture.change.Position;
import afterimage.store.Json;
import afterimage.store.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A pattern that applied: an event, unless another one has claimed what it tells of.
final class Match {

  final Plan.Planned planned;
  final StreamId stream;
  final Map<String, Object> values;
  final Json data;
  final Statement statement;

  /// Where it stands among the transaction's changes.
  final Position at;

  /// What the pattern was tried at; null for a message.
  final @Nullable Touch main;

  /// The changes that it tells of, in order; none for an event of a message alone.
  final List<Touch> touches;

  final List<String> rivals = new ArrayList<>(0);

  /// Once it is settled that it gives one.
  @Nullable DerivedEvent event;

  private @Nullable Restoration restoration;

  Match(
      Plan.Planned planned,
      StreamId stream,
      Map<String, Object> values,
      Json data,
      Statement statement,
      Position at,
      @Nullable Touch main,
      List<Touch> touches) {
    this.planned = planned;
    this.stream = stream;
    this.values = values;
    this.data = data;
    this.statement = statement;
    this.at = at;
    this.main = main;
    this.touches = new ArrayList<>(touches);
  }

  /// What it lays claim to in a change: changed columns that its event restores, but not the
  /// stream's name, which every event has; of a row that is gone the whole row.
  boolean claims(Touch touch, Match other) {
    if (touch.isGone()) {
      return true;
    }
    boolean any = false;
    boolean otherAny = false;
    for (String column : touch.open) {
      boolean mine = isOf(column, touch);
      boolean theirs = other.isOf(column, touch);
      if (mine && theirs) {
        return true;
      }
      any |= mine;
      otherAny |= theirs;
    }
    return !any && !otherAny;
  }

  private boolean isOf(String column, Touch touch) {
    Set<String> columns = planned.claims().get(touch.change.table());
    return columns != null
        && columns.contains(column)
        && !touch.type.keyColumns(touch.change.table()).contains(column)
        && !touch.plan.table().key().contains(column);
  }

  /// Whether the row that it is tried at is gone.
  boolean isOfGone() {
    return main != null && main.isGone();
  }

  Position first() {
    return touches.isEmpty() || at.compareTo(touches.getFirst().change.position()) < 0
        ? at
        : touches.getFirst().change.position();
  }

  Restoration restoration() {
    Restoration made = restoration;
    if (made == null) {
      made = new Restoration(planned.event(), stream, values);
      restoration = made;
    }
    return made;
  }
}
