package afterimage.capture.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  private static final Cell ONE = new Cell.Value(1L);
  private static final Cell NULL = new Cell.Null();

  private final Columns columns = new Columns(List.of("b", "a"));

  @Test
  void a_row_of_shared_columns_is_a_row_like_any_other() {
    Row row = columns.row(new Cell[] {ONE, NULL});
    Map<String, Cell> cells = new LinkedHashMap<>();
    cells.put("b", ONE);
    cells.put("a", NULL);

    assertThat(row).isEqualTo(new Row(cells)).hasSameHashCodeAs(new Row(cells));
    assertThat(new Row(cells)).isEqualTo(row);
    assertThat(row.cells()).containsExactlyEntriesOf(cells);
    assertThat(row.cells()).doesNotContainKey("c").hasSize(2);
    assertThat(row.cells().get("c")).isNull();
    assertThat(row.knows("a")).isTrue();
    assertThat(row.knows("c")).isFalse();
    assertThat(row.only(List.of("a")).cells()).containsExactly(Map.entry("a", NULL));
    assertThatThrownBy(() -> row.cells().put("a", ONE))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> row.cells().clear()).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void a_row_has_a_cell_for_each_column() {
    assertThatThrownBy(() -> columns.row(new Cell[] {ONE}))
        .hasMessage("1 cells for the columns [b, a]");
  }
}
