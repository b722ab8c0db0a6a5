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

  private final Map<Address, List<Touch>> touches = new HashMap<>();

  void add(Touch touch) {
    touches
        .computeIfAbsent(
            new Address(touch.stream, touch.change.table(), touch.operation),
            _ -> new ArrayList<>(2))
        .add(touch);
  }

  List<Touch> of(StreamId stream, TableId table, Operation operation) {
    return touches.getOrDefault(new Address(stream, table, operation), List.of());
  }

  private record Address(StreamId stream, TableId table, Operation operation) {}
}
