package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.spool.Spooling;
import afterimage.store.RecordedEvent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an application says it is about, and what it then does, need not go together. Through the
/// real log, because a savepoint that is rolled back takes its messages with it there.
class IntentsTest {

  private static final String MAPPING =
      """
      mapping: stated
      version: 1
      streams: { cart: { root: carts, id: "cart-{id}" } }
      events:
        CartOpened: { from: [ { insert: carts } ] }
        Discounted:
          from:
            - update: carts
              intent: intent
              when: intent.does == 'discount'
              data: { discount: after.discount }
          restore: { carts: { key: { id: stream.id }, set: { discount: event.discount } } }
      ignore:
        - { columns: [carts.updated_at, carts.checked_out], because: not asked for }
      """;

  @TempDir private Path folder;
  private Captured shop;
  private Spooling spooling = Spooling.inTemporaryFolder();

  @BeforeEach
  void prepare() throws Exception {
    shop = new Captured();
    open().close();
    shop.execute("INSERT INTO carts (id) VALUES (1), (2)");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private Pipeline open() {
    List<Mapping> mappings = List.of(MappingReader.read("stated.yaml", MAPPING, shop.catalog));
    return Pipeline.open(
        shop.name,
        shop.source,
        shop.catalog,
        mappings,
        spooling,
        shop.sink,
        Pipeline.Listener.NONE,
        Pipeline.Begin.WHERE_IT_IS);
  }

  private static String say(String reason) {
    return "SELECT pg_logical_emit_message(true, 'intent', '{\"does\": \"discount\", \"reason\": \"%s\"}')"
        .formatted(reason);
  }

  private static String discount(int cart, String discount) {
    return "UPDATE carts SET discount = %s WHERE id = %d".formatted(discount, cart);
  }

  /// The events after the carts came into being, each with what was said of it.
  private List<String> discounts() {
    return shop.store.readAll(0, 100).stream()
        .filter(event -> event.type().equals("Discounted"))
        .map(IntentsTest::words)
        .toList();
  }

  private static String words(RecordedEvent event) {
    return "%s %d because %s"
        .formatted(
            event.stream(),
            event.data().tree().path("discount").intValue(),
            event.metadata().reason());
  }

  private String unexplained() throws Exception {
    return shop.fromStore(
        "SELECT operation || ' ' || table_name || ' ' || columns::text || ': ' || reason"
            + " FROM afterimage_capture.unexplained ORDER BY commit_lsn, ordinal");
  }

  /// The rest of the shop is captured all the same.
  private void catchUp() throws Exception {
    shop.execute(say("last"), discount(2, "9"));
    Captured.catchUp(open());
    assertThat(discounts()).last().isEqualTo("cart-2 9 because last");
  }

  @Test
  void an_intent_that_no_rows_follow_is_kept_with_its_prefix() throws Exception {
    shop.execute(say("nothing came of it"));
    shop.execute(discount(1, "0"), say("too late"));
    catchUp();

    assertThat(discounts()).hasSize(1);
    assertThat(unexplained())
        .isEqualTo(
            "message intent {}: no event came of it\n" + "message intent {}: no event came of it");
  }

  @Test
  void rows_of_which_nothing_was_said_are_kept_as_unexplained() throws Exception {
    shop.execute(discount(1, "3"));
    shop.execute(say("of this one"), discount(1, "4"));
    catchUp();

    assertThat(discounts())
        .containsExactly("cart-1 4 because of this one", "cart-2 9 because last");
    assertThat(unexplained()).isEqualTo("update public.carts {discount}: no pattern matches");
  }

  @Test
  void of_two_intents_each_governs_what_follows_it_and_the_last_one_counts() throws Exception {
    shop.execute(say("first"), discount(1, "3"), say("second"), discount(2, "4"));
    shop.execute(say("spoken over"), say("meant"), discount(1, "5"), discount(2, "6"));
    catchUp();

    assertThat(discounts())
        .containsExactly(
            "cart-1 3 because first",
            "cart-2 4 because second",
            "cart-1 5 because meant",
            "cart-2 6 because meant",
            "cart-2 9 because last");
    assertThat(unexplained()).isEqualTo("message intent {}: no event came of it");
  }

  @Test
  void in_a_transaction_that_goes_to_disk_they_govern_and_are_kept_as_in_a_small_one()
      throws Exception {
    spooling = new Spooling(folder, 3, 1 << 20);
    shop.execute(
        say("nothing"),
        say("first"),
        discount(1, "3"),
        discount(2, "4"),
        discount(2, "5"),
        say("second"),
        discount(1, "6"),
        say("too late"));
    catchUp();

    assertThat(discounts())
        .containsExactly(
            "cart-1 3 because first",
            "cart-2 4 because first",
            "cart-2 5 because first",
            "cart-1 6 because second",
            "cart-2 9 because last");
    assertThat(unexplained())
        .isEqualTo(
            "message intent {}: no event came of it\n" + "message intent {}: no event came of it");
  }

  @Test
  void an_intent_in_a_savepoint_that_was_rolled_back_says_nothing() throws Exception {
    shop.execute("SAVEPOINT s", say("undone"), "ROLLBACK TO SAVEPOINT s", discount(1, "3"));
    shop.execute(
        say("stands"),
        "SAVEPOINT s",
        say("undone"),
        discount(1, "4"),
        "ROLLBACK TO SAVEPOINT s",
        discount(2, "5"));
    shop.execute("SAVEPOINT s", discount(1, "7"), "ROLLBACK TO SAVEPOINT s", say("no rows left"));
    catchUp();

    assertThat(discounts()).containsExactly("cart-2 5 because stands", "cart-2 9 because last");
    assertThat(unexplained())
        .isEqualTo(
            "update public.carts {discount}: no pattern matches\n"
                + "message intent {}: no event came of it");
  }
}
