package afterimage.capture.translate;

import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Operation;
import afterimage.store.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a transaction touches, by aggregate, table and operation, in order.
final class TouchIndex {

  /// Fewer are found faster by looking at each.
  private static final int SMALL = 16;

  private final List<Touch> all = new ArrayList<>(4);
  private final Map<Address, List<Touch>> byAddress = new HashMap<>(0);

  void add(Touch touch) {
    all.add(touch);
    if (all.size() == SMALL + 1) {
      all.forEach(this::index);
    } else if (all.size() > SMALL) {
      index(touch);
    }
  }

  private void index(Touch touch) {
    byAddress
        .computeIfAbsent(
            new Address(touch.stream, touch.change.table(), touch.operation),
            _ -> new ArrayList<>(2))
        .add(touch);
  }

  List<Touch> of(StreamId stream, TableId table, Operation operation) {
    if (all.size() > SMALL) {
      return byAddress.getOrDefault(new Address(stream, table, operation), List.of());
    }
    List<Touch> found = List.of();
    for (Touch touch : all) {
      if (touch.operation == operation
          && touch.change.table().equals(table)
          && touch.stream.equals(stream)) {
        found = found.isEmpty() ? new ArrayList<>(2) : found;
        found.add(touch);
      }
    }
    return found;
  }

  private record Address(StreamId stream, TableId table, Operation operation) {}
}
