package afterimage.capture.source;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.Columns;
import io.debezium.connector.postgresql.PostgresType;
import io.debezium.connector.postgresql.connection.ReplicationMessage;
import io.debezium.relational.ValueConverter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// How a table's tuples lie in the log, as long as the table stays as it is.
final class TupleLayout {

  private final List<String> names;
  private final List<PostgresType> types;
  private final Columns columns;
  private final List<ColumnForm> forms;

  private TupleLayout(
      List<String> names, List<PostgresType> types, Columns columns, List<ColumnForm> forms) {
    this.names = names;
    this.types = types;
    this.columns = columns;
    this.forms = forms;
  }

  /// @param conversion of Debezium's for a column of this name, asked for when it is needed
  /// @throws SourceProblem if the log has a column that our catalog has not
  static TupleLayout of(
      Table table,
      List<ReplicationMessage.Column> tuple,
      Function<String, ValueConverter> conversion) {
    List<String> names = tuple.stream().map(ReplicationMessage.Column::getName).toList();
    List<PostgresType> types = tuple.stream().map(ReplicationMessage.Column::getType).toList();
    List<ColumnForm> forms = new ArrayList<>();
    for (Column column : table.columns()) {
      int place = names.indexOf(column.name());
      if (place >= 0) {
        forms.add(new ColumnForm(table, column, place, types.get(place), conversion));
      }
    }
    List<String> both = forms.stream().map(ColumnForm::name).toList();
    for (String name : names) {
      if (!both.contains(name)) {
        throw other(table, name, Set.copyOf(both));
      }
    }
    return new TupleLayout(names, types, new Columns(both), List.copyOf(forms));
  }

  /// Whether it is the very same description: Debezium makes a new one, with new names and types,
  /// each time the log describes the table.
  @SuppressWarnings({"ReferenceEquality", "StringEquality"})
  boolean fits(List<ReplicationMessage.Column> tuple) {
    if (tuple.size() != names.size()) {
      return false;
    }
    for (int i = 0; i < tuple.size(); i++) {
      ReplicationMessage.Column column = tuple.get(i);
      if (column.getName() != names.get(i) || column.getType() != types.get(i)) {
        return false;
      }
    }
    return true;
  }

  /// Those that the tuple and our catalog have, in the catalog's order.
  Columns columns() {
    return columns;
  }

  /// One for each of [#columns].
  List<ColumnForm> forms() {
    return forms;
  }

  private static SourceProblem other(Table table, String column, Set<String> both) {
    List<String> added = table.columnNames().stream().filter(name -> !both.contains(name)).toList();
    return added.isEmpty()
        ? CellReader.changed(table, column, "is in the log, but was not in the table")
        : SourceProblem.lasting(
            ("%s.%s is in the log, but not in the table any more, which has %s instead: whether that is a"
                    + " new name for it is not guessed. Begin a new generation with --new-baseline")
                .formatted(table.id(), column, String.join(", ", added)));
  }
}
