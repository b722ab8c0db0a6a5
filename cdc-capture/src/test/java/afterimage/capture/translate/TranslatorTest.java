package afterimage.capture.translate;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.change.Cell;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.Position;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.CartCatalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.store.Certainty;
import afterimage.store.StreamId;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

class TranslatorTest {

  private static final TableId CARTS = TableId.parse("carts");
  private static final TableId ITEMS = TableId.parse("cart_items");
  private static final LogSequenceNumber COMMIT = LogSequenceNumber.valueOf("0/2A");
  private static final Mapping CART =
      MappingReader.read(Path.of("../mappings/cart.yaml"), CartCatalog.CATALOG);

  private final Translator translator = new Translator(List.of(CART), "g");
  private final List<RowChange> changes = new ArrayList<>();

  private static Cell cell(@Nullable Object value) {
    return switch (value) {
      case null -> new Cell.Null();
      case Integer n -> new Cell.Value(n.longValue());
      case Cell cell -> cell;
      default -> new Cell.Value(value);
    };
  }

  private static Row cart(String discount, boolean checkedOut) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    cells.put("id", cell(101));
    cells.put("discount", cell(new BigDecimal(discount)));
    cells.put("checked_out", cell(checkedOut));
    cells.put("note", cell(null));
    cells.put("updated_at", cell("then"));
    return new Row(cells);
  }

  private static Row item(String sku, @Nullable Object quantity) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    cells.put("cart_id", cell(101));
    cells.put("sku", cell(sku));
    cells.put("quantity", cell(quantity));
    cells.put("unit_price", cell(new BigDecimal("1.00")));
    return new Row(cells);
  }

  private static Row with(Row row, String column, Object value) {
    Map<String, Cell> cells = new LinkedHashMap<>(row.cells());
    cells.put(column, cell(value));
    return new Row(cells);
  }

  private TranslatorTest inserted(TableId table, Row row) {
    changes.add(new RowChange.Inserted(table, next(), row));
    return this;
  }

  private TranslatorTest updated(TableId table, OldRow old, Row row) {
    changes.add(new RowChange.Updated(table, next(), old, row));
    return this;
  }

  private TranslatorTest updated(TableId table, Row before, Row after) {
    return updated(table, new OldRow.Full(before), after);
  }

  private TranslatorTest deleted(TableId table, Row row) {
    changes.add(new RowChange.Deleted(table, next(), new OldRow.Full(row)));
    return this;
  }

  private Position next() {
    return new Position(COMMIT, changes.size() + 1);
  }

  private ChangeSet changeSet() {
    return new ChangeSet(7, COMMIT, Instant.EPOCH, changes, List.of());
  }

  private Translation translated() {
    return translator.translate(changeSet(), KnownRows.NONE);
  }

  private List<String> events() {
    return translated().events().stream().map(e -> e.type() + " " + e.data()).toList();
  }

  private Reading reading() {
    return translated().readings().getLast().reading();
  }

  @Test
  void a_new_item_row_is_an_item_added_which_tells_of_the_new_cart_row_too() {
    inserted(CARTS, cart("0.00", false)).inserted(ITEMS, item("banana", 1));

    assertThat(events())
        .containsExactly("ItemAdded {\"sku\":\"banana\",\"quantity\":1,\"unitPrice\":1.00}");
    assertThat(translated().readings())
        .extracting(ReadChange::reading)
        .containsExactly(new Reading.Explained(), new Reading.Explained());
  }

  @Test
  void a_quantity_that_rises_or_falls_is_items_added_or_removed() {
    updated(ITEMS, item("banana", 1), item("banana", 3))
        .updated(ITEMS, item("banana", 3), item("banana", 2))
        .deleted(ITEMS, item("banana", 2));

    assertThat(events())
        .containsExactly(
            "ItemAdded {\"sku\":\"banana\",\"quantity\":2,\"unitPrice\":1.00}",
            "ItemRemoved {\"sku\":\"banana\",\"quantity\":1}",
            "ItemRemoved {\"sku\":\"banana\",\"quantity\":2}");
  }

  @Test
  void a_discount_that_rises_is_a_discount_applied_to_the_cent() {
    updated(CARTS, cart("0.10", false), cart("0.30", false));

    assertThat(events()).containsExactly("DiscountApplied {\"amount\":0.20}");
    assertThat(translated().events().getFirst().provenance().certainty())
        .isEqualTo(Certainty.INFERRED);
  }

  @Test
  void a_checkout_sees_the_rows_known_before_and_those_of_its_own_transaction() {
    inserted(ITEMS, item("mango", 1)).updated(CARTS, cart("0.10", false), cart("0.10", true));
    RowMemory known = new RowMemory(KnownRows.NONE);
    known.put(
        new RowImage(StreamId.of("cart-101"), ITEMS, "101|banana", Optional.of(item("banana", 2))));

    DerivedEvent checkout = translator.translate(changeSet(), known).events().getLast();

    assertThat(checkout.data().text())
        .isEqualTo(
            "{\"items\":[{\"sku\":\"banana\",\"quantity\":2,\"unitPrice\":1.00},"
                + "{\"sku\":\"mango\",\"quantity\":1,\"unitPrice\":1.00}],\"discount\":0.10}");
    assertThat(checkout.provenance().certainty()).isEqualTo(Certainty.EXACT);
  }

  @Test
  void an_event_knows_where_it_comes_from() {
    inserted(CARTS, cart("0.00", false)).inserted(ITEMS, item("banana", 1));

    DerivedEvent event = translated().events().getFirst();
    assertThat(event.stream()).isEqualTo(StreamId.of("cart-101"));
    assertThat(event.happenedAt()).isEqualTo(Instant.EPOCH);
    assertThat(event.provenance())
        .hasToString(
            "Provenance[certainty=INFERRED, generation=g, mapping=cart, mappingVersion=1,"
                + " pattern=ItemAdded#1, transaction=7, commit=LSN{0/2A}, ordinals=[1, 2], rivals=[]]");
  }

  @Test
  void bookkeeping_and_rows_that_did_not_change_are_ignored_with_the_reason() {
    updated(CARTS, cart("0", false), with(cart("0", false), "updated_at", "now"));
    assertThat(reading()).isEqualTo(new Reading.Ignored("bookkeeping"));

    updated(CARTS, cart("0.1", false), cart("0.10", false));
    assertThat(reading())
        .isEqualTo(new Reading.Ignored("the row was written, but no column changed"));
  }

  @Test
  void a_column_that_no_event_reads_is_left_over_beside_the_event() {
    updated(CARTS, cart("0", false), with(cart("0.10", false), "note", "hello"));

    assertThat(events()).hasSize(1);
    assertThat(reading())
        .isEqualTo(new Reading.Unexplained(java.util.Set.of("note"), "no event restores it"));
  }

  @Test
  void a_change_that_no_pattern_matches_is_unexplained() {
    updated(CARTS, cart("0.30", true), cart("0.30", false));

    assertThat(events()).isEmpty();
    assertThat(reading())
        .isEqualTo(new Reading.Unexplained(java.util.Set.of("checked_out"), "no pattern matches"));
  }

  @Test
  void a_condition_over_null_makes_the_change_unexplained_and_is_never_false() {
    updated(ITEMS, with(item("a", 1), "quantity", new Cell.Null()), item("a", 2));

    assertThat(events()).isEmpty();
    assertThat(reading())
        .isInstanceOfSatisfying(
            Reading.Unexplained.class,
            unexplained ->
                assertThat(unexplained.reason())
                    .startsWith("ItemAdded#2: `after.quantity > before.quantity` has no value:"));
  }

  @Test
  void a_pattern_that_reads_what_was_not_logged_does_not_apply() {
    updated(ITEMS, new OldRow.NotLogged(), item("a", 2));

    assertThat(events()).isEmpty();
    assertThat(reading()).isInstanceOf(Reading.Unexplained.class);
  }

  @Test
  void a_row_that_moves_to_another_cart_leaves_the_one_and_enters_the_other() {
    updated(ITEMS, item("a", 1), with(item("a", 1), "cart_id", 102));

    assertThat(translated().events())
        .extracting(e -> e.stream() + " " + e.type())
        .containsExactly("cart-101 ItemRemoved", "cart-102 ItemAdded");
    assertThat(reading()).isEqualTo(new Reading.Explained());
  }

  @Test
  void an_emptied_table_that_no_pattern_reads_is_unexplained() {
    changes.add(new RowChange.Truncated(ITEMS, next()));

    assertThat(reading())
        .isEqualTo(new Reading.Unexplained(java.util.Set.of(), "no pattern reads a truncate"));
  }

  @Test
  void two_patterns_that_claim_one_column_make_the_first_ambiguous_and_name_the_rival() {
    String text =
        """
        mapping: rivals
        version: 1
        streams: { cart: { root: public.carts, id: "cart-{id}" } }
        events:
          Discounted: { from: [ { update: public.carts, when: after.discount > before.discount, data: { to: after.discount } } ] }
          Corrected: { from: [ { update: public.carts, data: { is: after.discount } } ] }
        """;
    Mapping rivals = MappingReader.read("rivals.yaml", text, CartCatalog.CATALOG);
    updated(CARTS, cart("0", false), cart("1", false));

    var events =
        new Translator(List.of(rivals), "g").translate(changeSet(), KnownRows.NONE).events();
    assertThat(events).extracting(DerivedEvent::type).containsExactly("Discounted");
    assertThat(events.getFirst().provenance().certainty()).isEqualTo(Certainty.AMBIGUOUS);
    assertThat(events.getFirst().provenance().rivals()).containsExactly("Corrected#1");
  }

  @Test
  void the_same_changes_give_the_same_events_and_ids_and_every_change_one_reading() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      Row before = item("s" + random.nextInt(3), random.nextInt(4));
      Row after = with(before, "quantity", random.nextInt(4));
      switch (random.nextInt(5)) {
        case 0 -> inserted(ITEMS, after);
        case 1 -> deleted(ITEMS, before);
        case 2 ->
            updated(
                CARTS,
                cart("0." + random.nextInt(3), random.nextBoolean()),
                cart("0." + random.nextInt(3), random.nextBoolean()));
        case 3 -> updated(ITEMS, new OldRow.NotLogged(), after);
        default -> updated(ITEMS, before, after);
      }
    }
    Translation first = translated();
    Translation again = translated();

    assertThat(again).as("seed %d", seed).isEqualTo(first);
    assertThat(first.readings()).hasSize(300);
    assertThat(
            first.count(Reading.Explained.class)
                + first.count(Reading.Ignored.class)
                + first.count(Reading.Unexplained.class))
        .as("seed %d", seed)
        .isEqualTo(300);
    assertThat(first.events().stream().map(DerivedEvent::id)).doesNotHaveDuplicates();
    assertThat(
            new Translator(List.of(CART), "other")
                .translate(changeSet(), KnownRows.NONE).events().stream().map(DerivedEvent::id))
        .doesNotContainAnyElementsOf(first.events().stream().map(DerivedEvent::id).toList());
  }
}
