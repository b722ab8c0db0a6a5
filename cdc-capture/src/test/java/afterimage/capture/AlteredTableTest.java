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
        .containsExactly("button-lamp ButtonPressed", "button-fan ButtonPressed");
    assertThat(
            shop.fromStore("SELECT operation || columns::text FROM afterimage_capture.unexplained"))
        .isEqualTo("update{colour}");
  }

  @Test
  void a_column_that_may_have_been_renamed_stops_it_by_name_and_a_new_baseline_goes_on()
      throws Exception {
    alter("RENAME note TO remark");
    try (Pipeline pipeline = shop.open(Pipeline.Begin.WHERE_IT_IS)) {
      assertThatThrownBy(pipeline::run)
          .hasMessageContaining(
              "public.buttons.note is in the log, but not in the table any more, which has remark"
                  + " instead: whether that is a new name for it is not guessed");
    }
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
}
