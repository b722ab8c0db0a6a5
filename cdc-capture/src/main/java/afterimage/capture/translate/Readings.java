package afterimage.capture.translate;

import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.mapping.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Says what became of a change: it is held against what its events restore.
final class Readings {

  private static final Reading EXPLAINED = new Reading.Explained();

  /// One reading for all that a change touches: unexplained if it is anywhere.
  Reading read(RowChange change, List<Touch> touches) {
    if (touches.size() == 1) {
      return read(touches.getFirst());
    }
    if (touches.isEmpty()) {
      return new Reading.Unexplained(
          Set.of(), "no pattern reads a %s".formatted(change.operation()));
    }
    Set<String> columns = new LinkedHashSet<>();
    List<String> reasons = new ArrayList<>();
    Reading explained = null;
    Reading ignored = null;
    for (Touch touch : touches) {
      switch (read(touch)) {
        case Reading.Unexplained(var of, String reason) -> {
          columns.addAll(of);
          reasons.add("%s: %s".formatted(touch.stream, reason));
        }
        case Reading.Explained e -> explained = e;
        case Reading.Ignored i -> ignored = i;
      }
    }
    if (!reasons.isEmpty()) {
      return new Reading.Unexplained(columns, String.join("; ", reasons));
    }
    return explained == null && ignored != null ? ignored : new Reading.Explained();
  }

  private Reading read(Touch touch) {
    if (touch.ignored != null) {
      // An event that names the change beside its own tells of it all the same.
      return !touch.accepted.isEmpty() && read(left(touch)) instanceof Reading.Explained
          ? new Reading.Explained()
          : new Reading.Ignored(touch.ignored);
    }
    if (touch.isIdle()) {
      return new Reading.Ignored("the row was written, but no column changed");
    }
    if (!touch.failures.isEmpty()) {
      return new Reading.Unexplained(Set.of(), String.join("; ", touch.failures));
    }
    return touch.accepted.isEmpty() ? unread(touch) : read(left(touch));
  }

  private static Reading read(Map<String, String> left) {
    if (left.isEmpty()) {
      return EXPLAINED;
    }
    String gone = left.get("*");
    if (gone != null) {
      return new Reading.Unexplained(Set.of(), gone);
    }
    Set<String> reasons = new LinkedHashSet<>(left.values());
    List<String> told = new ArrayList<>();
    if (reasons.size() == 1) {
      told.addAll(reasons);
    } else {
      left.forEach((column, reason) -> told.add(column + ": " + reason));
    }
    return new Reading.Unexplained(left.keySet(), String.join("; ", told));
  }

  /// No event came of it: then only columns that mean nothing may have changed. A delete is never
  /// ignored column by column: the row is gone.
  private static Reading unread(Touch touch) {
    Set<String> left = new LinkedHashSet<>(touch.open);
    touch.type.keyColumns(touch.change.table()).forEach(left::remove);
    Optional<String> because = Optional.empty();
    for (Map.Entry<String, String> ignored : touch.plan.ignoredColumns().entrySet()) {
      if (left.remove(ignored.getKey())) {
        because = Optional.of(ignored.getValue());
      }
    }
    return left.isEmpty() && because.isPresent()
        ? new Reading.Ignored(because.get())
        : new Reading.Unexplained(left, "no pattern matches");
  }

  private static Map<String, String> left(Touch touch) {
    if (touch.operation == Operation.TRUNCATE) {
      for (Row row : touch.emptied) {
        Map<String, String> left =
            Cover.left(touch.plan, true, row, Row.EMPTY, List.of(), touch.accepted);
        if (!left.isEmpty()) {
          return left;
        }
      }
      return Map.of();
    }
    List<Touch> net = net(touch);
    Touch first = net.getFirst();
    Touch last = net.getLast();
    return Cover.left(
        touch.plan,
        existed(first.operation),
        first.before,
        last.after,
        first.equals(last) ? touch.open : last.open,
        touch.accepted);
  }

  private static boolean existed(Operation operation) {
    return switch (operation) {
      case INSERT, FOUND -> false;
      case UPDATE, DELETE, TRUNCATE -> true;
    };
  }

  /// What one event tells of several changes of one row counts as one change.
  private static List<Touch> net(Touch touch) {
    if (touch.accepted.size() != 1 || touch.accepted.getFirst().touches.size() == 1) {
      return List.of(touch);
    }
    List<String> key = touch.plan.table().key();
    Optional<String> own = key(key, touch);
    List<Touch> net = new ArrayList<>();
    for (Touch other : touch.accepted.getFirst().touches) {
      if (other.plan.table().id().equals(touch.plan.table().id())
          && own.isPresent()
          && key(key, other).equals(own)
          && other.accepted.equals(touch.accepted)) {
        net.add(other);
      }
    }
    return net.isEmpty() ? List.of(touch) : net;
  }

  private static Optional<String> key(List<String> columns, Touch touch) {
    Map<String, Cell> cells =
        touch.after.cells().isEmpty() ? touch.before.cells() : touch.after.cells();
    return RowImage.key(columns, new Row(cells));
  }
}
