package afterimage.capture.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.ReplicaIdentity;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import afterimage.capture.change.TableId;
import io.debezium.relational.ValueConverter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is plain, and what goes the long way, on a real server: `TypesTest`.
class ColumnFormTest {

  private static ColumnForm form(
      String type, PlainValues plain, Supplier<ValueConverter> conversion) {
    Column column = new Column("c", type, Column.Sort.TEXT, true);
    Table table =
        new Table(
            TableId.parse("t"),
            1,
            List.of(column),
            List.of("c"),
            ReplicaIdentity.DEFAULT,
            List.of("c"));
    return new ColumnForm(table, column, plain, text -> "decoded " + text, conversion);
  }

  private static Cell cell(ColumnForm form, String text) {
    byte[] bytes = ("12" + text + "34").getBytes(StandardCharsets.UTF_8);
    return form.cell(bytes, 2, bytes.length - 4);
  }

  private static @Nullable Cell plain(PlainValues values, String text) {
    byte[] bytes = ("12" + text + "34").getBytes(StandardCharsets.UTF_8);
    return values.cell(bytes, 2, bytes.length - 4);
  }

  @Test
  void debeziums_conversion_is_looked_for_once_and_when_it_is_needed() {
    AtomicInteger asked = new AtomicInteger();
    ColumnForm form =
        form(
            "inet",
            PlainValues.NONE,
            () -> {
              asked.incrementAndGet();
              return value -> value + " converted";
            });
    assertThat(asked).hasValue(0);
    for (int i = 1; i <= 3; i++) {
      assertThat(cell(form, "x" + i)).isEqualTo(new Cell.Value("decoded x" + i + " converted"));
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void a_value_that_is_not_plain_goes_through_debezium() {
    ColumnForm form = form("timestamptz", PlainValues.MOMENT, () -> value -> value + "!");
    assertThat(cell(form, "2020-02-29 10:00:00+00"))
        .isEqualTo(new Cell.Value("2020-02-29T10:00:00.000000Z"));
    assertThat(cell(form, "infinity")).isEqualTo(new Cell.Value("decoded infinity!"));
  }

  @Test
  void a_value_that_cannot_be_converted_is_told_by_its_column_and_not_shown() {
    ColumnForm form =
        form(
            "inet",
            PlainValues.NONE,
            () ->
                value -> {
                  throw new DataException("not an address: " + value);
                });
    assertThatThrownBy(() -> cell(form, "a secret"))
        .isInstanceOf(SourceProblem.class)
        .hasNoCause()
        .hasMessage(
            "public.t.c is inet, but a value of it that the log brings cannot be read as one. Ignore the column");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "2020-02-29 10:00:00+00, 2020-02-29T10:00:00.000000Z",
        "2020-02-29 10:00:00.5+00, 2020-02-29T10:00:00.500000Z",
        "2020-02-29 10:00:00.123456+00, 2020-02-29T10:00:00.123456Z",
        "2020-02-29 00:30:00.5+01, 2020-02-28T23:30:00.500000Z",
        "2020-02-29 23:00:00-03:30, 2020-03-01T02:30:00.000000Z",
        "1890-01-01 00:00:00+00:19:32, 1889-12-31T23:40:28.000000Z",
        "0001-01-01 00:00:00+00, 0001-01-01T00:00:00.000000Z",
        "9999-12-31 23:59:59.999999+00, 9999-12-31T23:59:59.999999Z",
        "0001-01-01 00:00:00+01, none",
        "9999-12-31 23:59:59-01, none",
        "2020-02-29 10:00:00+00 BC, none",
        "10000-01-01 00:00:00+00, none",
        "2020-02-29 10:00:00, none",
        "2020-02-29 10:00:00.1234567+00, none",
        "2020-02-29 10:00:00+0, none",
        "infinity, none",
        "'', none"
      })
  void a_moment_is_read_in_every_zone_and_else_left_to_debezium(String text, String expected) {
    assertThat(plain(PlainValues.MOMENT, text))
        .isEqualTo(expected == null ? null : new Cell.Value(expected));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "0, 0",
        "-1, -1",
        "2147483647, 2147483647",
        "-999999999999999999, -999999999999999999",
        "9223372036854775807, none",
        "-9223372036854775808, none",
        "-, none",
        "1.5, none",
        "'', none"
      })
  void a_whole_number_is_read_and_a_very_long_one_left_to_debezium(String text, Long expected) {
    assertThat(plain(PlainValues.INTEGER, text))
        .isEqualTo(expected == null ? null : new Cell.Value(expected));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {"1.50, 1.50", "-0.000001, -0.000001", "NaN, none", "-Infinity, none", "'', none"})
  void a_decimal_keeps_its_digits_and_what_has_none_is_left_to_debezium(
      String text, BigDecimal expected) {
    assertThat(plain(PlainValues.DECIMAL, text))
        .isEqualTo(expected == null ? null : new Cell.Value(expected));
  }
}
