package afterimage.capture.source;

import afterimage.capture.catalog.Table;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresValueConverter;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.relational.Column;
import io.debezium.relational.ValueConverter;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/// Debezium's conversions from what it has decoded to Connect's values, for every type that it
/// knows; the forms that [EngineSettings] names.
final class Conversions {

  private final PostgresValueConverter values;

  Conversions(PostgresConnection connection, PostgresConnectorConfig settings) {
    this.values =
        PostgresValueConverter.of(
            settings, connection.getDatabaseCharset(), connection.getTypeRegistry());
  }

  /// @param column as the log describes it
  /// @throws SourceProblem if there is none for the column's type
  ValueConverter of(Table table, Column column) {
    SchemaBuilder form = values.schemaBuilder(column);
    if (form == null) {
      throw none(table, column);
    }
    Schema optional = (column.isOptional() ? form.optional() : form).build();
    ValueConverter converter =
        values.converter(column, new Field(column.name(), column.position() - 1, optional));
    if (converter == null) {
      throw none(table, column);
    }
    return converter;
  }

  private static SourceProblem none(Table table, Column column) {
    return SourceProblem.lasting(
        "%s.%s is %s, and Debezium has no form for its values. Ignore the column"
            .formatted(table.id(), column.name(), column.typeName()));
  }
}
