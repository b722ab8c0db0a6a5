package afterimage.capture.translate;

import static afterimage.capture.catalog.TestCatalog.BUTTONS;
import static afterimage.capture.catalog.TestCatalog.CARTS;
import static afterimage.capture.catalog.TestCatalog.ITEMS;
import static afterimage.capture.translate.Derivation.cart;
import static afterimage.capture.translate.Derivation.deleted;
import static afterimage.capture.translate.Derivation.inserted;
import static afterimage.capture.translate.Derivation.item;
import static afterimage.capture.translate.Derivation.truncated;
import static afterimage.capture.translate.Derivation.updated;
import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.change.Cell;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mappings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RandomChangesTest {

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void every_change_is_explained_ignored_or_unexplained_and_gives_the_same_events_again() {
    System.out.println("RandomChangesTest: -Dseed=" + seed);
    Derivation one = Derivation.with("one", Mappings.cart(), Mappings.button());
    Derivation again = Derivation.with("one", Mappings.cart(), Mappings.button());
    Derivation other = Derivation.with("two", Mappings.cart(), Mappings.button());
    int derived = 0;
    for (int round = 0; round < 300; round++) {
      List<Derivation.Change> changes = new ArrayList<>();
      for (int i = random.nextInt(12); i >= 0; i--) {
        changes.add(change());
      }
      Translation translation = one.when(changes);

      assertThat(
              translation.count(Reading.Explained.class)
                  + translation.count(Reading.Ignored.class)
                  + translation.count(Reading.Unexplained.class))
          .as("seed %d", seed)
          .isEqualTo(changes.size());
      for (ReadChange read : translation.readings()) {
        if (read.reading() instanceof Reading.Explained) {
          assertThat(read.events()).as("seed %d: %s", seed, read).isNotEmpty();
        }
      }
      assertThat(again.when(changes)).as("seed %d", seed).isEqualTo(translation);

      List<UUID> ids = ids(translation);
      assertThat(ids).as("seed %d", seed).doesNotHaveDuplicates();
      Set<UUID> shared = new HashSet<>(ids);
      shared.retainAll(ids(other.when(changes)));
      assertThat(shared).as("seed %d", seed).isEmpty();
      derived += ids.size();
    }
    assertThat(derived).as("seed %d", seed).isGreaterThan(100);
  }

  private static List<UUID> ids(Translation translation) {
    return translation.events().stream().map(DerivedEvent::id).toList();
  }

  private Derivation.Change change() {
    TableId table = List.of(CARTS, ITEMS, BUTTONS).get(random.nextInt(3));
    return switch (random.nextInt(10)) {
      case 0, 1 -> inserted(table, row(table));
      case 2 -> deleted(table, row(table));
      case 3 -> deleted(table, new OldRow.KeyOnly(key(table)));
      case 4 -> updated(table, new OldRow.NotLogged(), row(table));
      case 5 -> updated(table, new OldRow.KeyOnly(key(table)), row(table));
      case 6 -> random.nextInt(5) == 0 ? truncated(table) : inserted(table, holed(table));
      case 7 -> updated(table, holed(table), holed(table));
      default -> updated(table, row(table), row(table));
    };
  }

  private Row row(TableId table) {
    long id = random.nextInt(3);
    String amount = random.nextInt(4) + "." + random.nextInt(3) + "0";
    if (table.equals(CARTS)) {
      return cart(id, amount, random.nextBoolean(), "day " + random.nextInt(2));
    }
    return table.equals(ITEMS)
        ? item(id, "sku" + random.nextInt(3), random.nextInt(5), amount)
        : Derivation.row("id", "b" + id, "state", random.nextBoolean() ? "on" : "off");
  }

  /// With cells that are NULL, or not known, or no number.
  private Row holed(TableId table) {
    Map<String, Cell> cells = new LinkedHashMap<>(row(table).cells());
    cells.replaceAll(
        (_, cell) ->
            switch (random.nextInt(8)) {
              case 0 -> new Cell.Null();
              case 1 -> new Cell.Unchanged();
              case 2 -> new Cell.Value("NaN");
              default -> cell;
            });
    return new Row(cells);
  }

  private Row key(TableId table) {
    return row(table).only(table.equals(ITEMS) ? List.of("cart_id", "sku") : List.of("id"));
  }
}
