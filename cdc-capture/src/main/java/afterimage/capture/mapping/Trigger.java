package afterimage.capture.mapping;

import afterimage.capture.change.TableId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a pattern is tried at.
public sealed interface Trigger {

  /// A change of a table.
  record OnChange(TableId table, Operation operation) implements Trigger {}

  /// A logical message of the transaction.
  ///
  /// @param key what tells the stream, by the columns of its root
  record OnMessage(String prefix, Map<String, Expression> key) implements Trigger {
    public OnMessage {
      key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
    }
  }
}
