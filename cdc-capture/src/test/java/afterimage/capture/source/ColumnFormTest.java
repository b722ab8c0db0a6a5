package afterimage.capture.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.ReplicaIdentity;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import afterimage.capture.change.TableId;
import io.debezium.connector.postgresql.PostgresType;
import io.debezium.relational.ValueConverter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

/// What is plain, and what goes the long way, on a real server: `TypesTest`.
class ColumnFormTest {

  private static ColumnForm form(String type, Function<String, ValueConverter> conversion) {
    Column column = new Column("c", type, Column.Sort.TEXT, true);
    Table table =
        new Table(
            TableId.parse("t"),
            1,
            List.of(column),
            List.of("c"),
            ReplicaIdentity.DEFAULT,
            List.of("c"));
    return new ColumnForm(table, column, 0, PostgresType.UNKNOWN, conversion);
  }

  @Test
  void debeziums_conversion_is_looked_for_once_and_when_it_is_needed() {
    AtomicInteger asked = new AtomicInteger();
    ColumnForm form =
        form(
            "inet",
            name -> {
              assertThat(name).isEqualTo("c");
              asked.incrementAndGet();
              return value -> "10.0.0." + value;
            });
    assertThat(asked).hasValue(0);
    for (int i = 1; i <= 3; i++) {
      assertThat(form.cell(i)).isEqualTo(new Cell.Value("10.0.0." + i));
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void a_text_of_a_type_that_is_not_handed_over_as_written_is_converted() {
    ColumnForm form = form("text", _ -> value -> value + " converted");
    assertThat(form.cell("x")).isEqualTo(new Cell.Value("x converted"));
  }

  @Test
  void a_value_that_cannot_be_converted_is_told_by_its_column_and_not_shown() {
    ColumnForm form =
        form(
            "inet",
            _ ->
                value -> {
                  throw new DataException("not an address: " + value);
                });
    assertThatThrownBy(() -> form.cell("a secret"))
        .isInstanceOf(SourceProblem.class)
        .hasNoCause()
        .hasMessage(
            "public.t.c is inet, but a value of it that the log brings cannot be read as one. Ignore the column");
  }
}
