package afterimage.capture.translate;

import static afterimage.capture.translate.Derivation.inserted;
import static afterimage.capture.translate.Derivation.readings;
import static afterimage.capture.translate.Derivation.row;
import static afterimage.capture.translate.Derivation.told;
import static afterimage.capture.translate.Derivation.updated;
import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.TestCatalog;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.MappingReader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoverTest {

  private static final TableId BOXES = TableId.parse("boxes");
  private static final String MAPPING =
      """
      mapping: boxes
      version: 1
      streams: { box: { root: boxes, id: "box-{id}" } }
      events:
        Packed: { from: [ { insert: boxes, data: { size: after.size } } ] }
        Resized:
          from: [ { update: boxes, when: "'size' in changed", data: { size: after.size } } ]
      """;

  private final Derivation boxes =
      Derivation.with(
          MappingReader.read(
              "boxes.yaml",
              MAPPING,
              Catalog.of(
                  List.of(
                      TestCatalog.table(
                          BOXES, List.of("id"), "id int8", "label text=plain", "size int8")))));

  @Test
  void a_column_of_a_new_row_that_has_its_default_is_explained() {
    Translation packed = boxes.when(inserted(BOXES, row("id", 1L, "label", "plain", "size", 3L)));

    assertThat(readings(packed)).containsExactly(new Reading.Explained());
  }

  @Test
  void a_column_that_became_its_default_in_a_row_that_was_not_logged_is_not() {
    Translation resized =
        boxes.when(
            updated(BOXES, new OldRow.NotLogged(), row("id", 1L, "label", "plain", "size", 3L)));

    assertThat(told(resized)).containsExactly("box-1 Resized {\"size\":3}");
    assertThat(readings(resized))
        .containsExactly(new Reading.Unexplained(Set.of("label"), "no event restores it"));
  }
}
