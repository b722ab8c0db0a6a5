package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.capture.mapping.MappingProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A table is altered while changes of it are in the log that nobody has read.
class AlteredTableTest {

  private Captured shop;

  @BeforeEach
  void prepare() throws Exception {
    shop = new Captured();
    shop.execute("ALTER TABLE buttons ADD COLUMN note text");
    shop.catalog = Shops.catalog(shop.source);
    shop.open(Pipeline.Begin.WHERE_IT_IS).close();
    press("lamp");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private void press(String button) throws Exception {
    shop.execute(
        "INSERT INTO buttons (id, state) VALUES ('%s', 'off')".formatted(button),
        "UPDATE buttons SET state = 'on' WHERE id = '%s'".formatted(button));
  }

  private void alter(String what) throws Exception {
    shop.execute("ALTER TABLE buttons " + what);
    shop.catalog = Shops.catalog(shop.source);
  }

  @Test
  void rows_from_before_a_column_was_added_or_widened_are_read_and_capture_goes_on()
      throws Exception {
    alter("ADD COLUMN colour text");
    press("fan");
    shop.execute("UPDATE buttons SET colour = 'red' WHERE id = 'fan'");
    shop.execute("ALTER TABLE cart_items ALTER quantity TYPE bigint");
    shop.catalog = Shops.catalog(shop.source);
    shop.catchUp();

    assertThat(shop.events())
        .containsExactly(
            "schema-public.buttons ColumnsAdded",
            "button-lamp ButtonPressed",
            "button-fan ButtonPressed");
    assertThat(
            shop.fromStore("SELECT operation || columns::text FROM afterimage_capture.unexplained"))
        .isEqualTo("update{colour}");
  }

  @Test
  void a_column_that_may_have_been_renamed_stops_it_by_name_and_a_new_baseline_goes_on()
      throws Exception {
    alter("RENAME note TO remark");
    assertThatThrownBy(() -> shop.open(Pipeline.Begin.WHERE_IT_IS))
        .hasMessageContaining(
            "public.buttons: note has gone and remark is new: whether that is a new name for it is"
                + " not guessed");
    assertThat(shop.fromStore("SELECT what FROM afterimage_capture.gaps"))
        .contains("remark is new");
    Captured.catchUp(shop.open(Pipeline.Begin.ANEW));
    assertThat(shop.events()).containsExactly("button-lamp ButtonFound");
  }

  @Test
  void a_column_that_the_mapping_reads_is_missed_before_anything_is_read() throws Exception {
    alter("RENAME state TO mode");
    assertThatThrownBy(() -> shop.open(Pipeline.Begin.WHERE_IT_IS))
        .isInstanceOf(MappingProblems.class)
        .hasMessageContaining("state");
  }

  @Test
  void columns_that_are_added_while_it_runs_are_told_of_once_and_every_row_has_them()
      throws Exception {
    shop.catchUp();
    try (Pipeline pipeline = shop.open(Pipeline.Begin.WHERE_IT_IS)) {
      assertThat(pipeline.isAltered()).isFalse();
      alter("ADD COLUMN weight int NOT NULL DEFAULT 7");
      assertThat(pipeline.isAltered()).isTrue();
    }
    shop.catchUp();
    shop.execute("ALTER TABLE buttons ALTER weight SET DEFAULT 9");
    shop.catalog = Shops.catalog(shop.source);
    press("fan");
    shop.catchUp();

    assertThat(shop.events().stream().filter(event -> event.startsWith("schema-")))
        .containsExactly("schema-public.buttons ColumnsAdded");
    assertThat(
            shop.fromStore("SELECT data::text FROM afterimage.events WHERE type = 'ColumnsAdded'"))
        .isEqualTo("{\"table\":\"public.buttons\",\"columns\":{\"weight\":7}}");
    assertThat(shop.folded("buttons"))
        .as("the one from before has what all had then, the other what is the default now")
        .extractingFromEntries(row -> row.getKey() + " " + row.getValue().cell("weight"))
        .containsExactly("fan 9", "lamp 7");
  }

  @Test
  void a_column_that_holds_its_values_in_another_form_now_stops_it_by_name() throws Exception {
    alter("ADD COLUMN pressed_at timestamp");
    shop.catchUp();
    alter("ALTER pressed_at TYPE timestamptz");
    assertThatThrownBy(() -> shop.open(Pipeline.Begin.WHERE_IT_IS))
        .hasMessageContaining("public.buttons: pressed_at was timestamp and is timestamptz")
        .hasMessageContaining("--new-baseline");
  }
}
