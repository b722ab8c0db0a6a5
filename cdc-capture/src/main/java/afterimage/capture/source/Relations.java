package afterimage.capture.source;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.TableId;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.PostgresType;
import io.debezium.connector.postgresql.TypeRegistry;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.pgoutput.PgOutputReplicationMessage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/// The tables as the log describes them, before the first row of each and after each change.
final class Relations {

  private static final int KEY = 1;

  private final Catalog catalog;
  private final PostgresSchema schema;
  private final PostgresConnection connection;
  private final Conversions conversions;
  private final Map<Integer, List<String>> keys = new HashMap<>();
  private final Map<Integer, @Nullable TupleLayout> layouts = new HashMap<>();

  /// @param schema where Debezium's decoder keeps the descriptions
  Relations(
      Catalog catalog,
      PostgresSchema schema,
      PostgresConnection connection,
      PostgresConnectorConfig settings) {
    this.catalog = catalog;
    this.schema = schema;
    this.connection = connection;
    this.conversions = new Conversions(connection, settings);
  }

  /// A table is described, for the first time or anew. Debezium does not keep which columns the log
  /// has of an old row.
  void described(ByteBuffer message) {
    message.get();
    int relation = message.getInt();
    text(message);
    text(message);
    message.get();
    int columns = message.getShort();
    List<String> key = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      byte flags = message.get();
      String name = text(message);
      message.getLong();
      if ((flags & KEY) != 0) {
        key.add(name);
      }
    }
    keys.put(relation, key);
    layouts.remove(relation);
  }

  /// How the tuples of a table lie; null for a table that is not captured.
  ///
  /// @throws SourceProblem if the log has a table or a column that our catalog has not
  @Nullable TupleLayout layout(int relation) {
    TupleLayout layout = layouts.get(relation);
    if (layout == null && !layouts.containsKey(relation)) {
      io.debezium.relational.Table described = schema.tableFor(relation);
      layout = described == null ? null : layout(relation, described);
      layouts.put(relation, layout);
    }
    return layout;
  }

  private TupleLayout layout(int relation, io.debezium.relational.Table described) {
    Table table = captured(described.id());
    TypeRegistry types = connection.getTypeRegistry();
    return TupleLayout.of(
        table,
        described.columns().stream().map(io.debezium.relational.Column::name).toList(),
        keys.getOrDefault(relation, List.of()),
        (column, name) -> {
          io.debezium.relational.Column logged = described.columnWithName(name);
          PostgresType type = types.get(described.id().schema(), logged.typeName());
          return new ColumnForm(
              table,
              column,
              PlainValues.of(column, type),
              text ->
                  PgOutputReplicationMessage.getValue(
                      name,
                      type,
                      logged.typeExpression(),
                      text,
                      () -> connection.connection().unwrap(BaseConnection.class),
                      true,
                      types),
              () -> conversions.of(table, logged));
        });
  }

  /// @param name as Debezium writes it, with quotes
  Table captured(String name) {
    return captured(io.debezium.relational.TableId.parse(name, false));
  }

  private Table captured(io.debezium.relational.TableId logged) {
    TableId id = new TableId(logged.schema(), logged.table());
    return catalog
        .table(id)
        .orElseThrow(
            () ->
                new SourceProblem(
                    "A change came for %s, which was not there when capture started. Start again"
                        .formatted(id)));
  }

  private static String text(ByteBuffer message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte b = message.get(); b != 0; b = message.get()) {
      bytes.write(b);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
