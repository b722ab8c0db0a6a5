package afterimage.capture.mapping;

import afterimage.capture.change.TableId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What means nothing to the domain, and why.
public sealed interface IgnoreRule {

  TableId table();

  String because();

  /// Changes of these columns.
  record Columns(TableId table, Set<String> columns, String because) implements IgnoreRule {
    public Columns {
      columns = Set.copyOf(columns);
    }
  }

  /// Whole changes.
  ///
  /// @param intent the prefix of the logical message that must govern the change; null for any or
  ///     none
  record Changes(
      TableId table,
      Operation operation,
      @Nullable String intent,
      @Nullable Expression when,
      String because)
      implements IgnoreRule {}
}
