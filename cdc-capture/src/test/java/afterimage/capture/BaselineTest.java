package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.capture.proof.Proof;
import afterimage.capture.proof.ProofReport;
import afterimage.store.AsOf;
import afterimage.store.RecordedEvent;
import afterimage.store.StreamId;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BaselineTest {

  private Captured shop;

  @BeforeEach
  void prepare() throws Exception {
    shop = new Captured();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void rows_that_are_there_are_found_parents_first_and_what_comes_after_follows_them()
      throws Exception {
    shop.execute(
        "INSERT INTO carts VALUES (1, 0.10, false, now()), (2, 0, true, now())",
        "INSERT INTO cart_items VALUES (1, 'banana', 2, 1.00), (2, 'mango', 1, 3.00)",
        "INSERT INTO buttons VALUES ('lamp', 'on')");
    shop.catchUp();
    shop.execute("UPDATE cart_items SET quantity = 5 WHERE sku = 'banana'");
    shop.execute("UPDATE carts SET checked_out = true WHERE id = 1");
    shop.catchUp();

    assertThat(shop.events())
        .containsExactly(
            "cart-1 CartFound",
            "cart-2 CartFound",
            "cart-1 ItemFound",
            "cart-2 ItemFound",
            "button-lamp ButtonFound",
            "cart-1 ItemAdded",
            "cart-1 CheckedOut");
    List<RecordedEvent> cart = shop.store.read(StreamId.of("cart-1"), AsOf.LATEST);
    assertThat(cart.getFirst().data().text()).isEqualTo("{\"discount\":0.10,\"checkedOut\":false}");
    assertThat(Objects.requireNonNull(cart.getFirst().metadata().provenance()).certainty())
        .hasToString("EXACT");
    assertThat(cart.getLast().data().text())
        .as("the rest of the cart is known from the baseline")
        .contains("\"sku\":\"banana\",\"quantity\":5");
    assertThat(
            shop.fromStore(
                "SELECT explained || ' ' || unexplained || ' ' || events || ' ' || exact || ' '"
                    + " || inferred FROM afterimage_capture.checkpoints"))
        .isEqualTo("7 0 7 6 1");
    assertThat(
            shop.fromStore(
                "SELECT number || ' ' || state || ' ' || baseline_rows"
                    + " FROM afterimage_capture.generations"))
        .isEqualTo("1 live 5");
  }

  @Test
  void rows_that_no_pattern_finds_are_unexplained_and_kept() throws Exception {
    shop.execute(
        "ALTER TABLE buttons ADD COLUMN colour text",
        "INSERT INTO buttons VALUES ('lamp', 'on', 'red')");
    shop.catalog = Shops.catalog(shop.source);
    shop.catchUp();

    assertThat(
            shop.fromStore(
                "SELECT operation || ' ' || table_name || ' ' || columns::text || ' ' || reason || ' '"
                    + " || (after ->> 'colour') FROM afterimage_capture.unexplained"))
        .isEqualTo("found public.buttons {colour} no event restores it red");
    assertThat(shop.events()).containsExactly("button-lamp ButtonFound");
  }

  @Test
  void a_new_baseline_keeps_the_old_events_and_begins_with_the_rows_as_they_are() throws Exception {
    shop.execute(
        "INSERT INTO carts (id) VALUES (1)",
        "INSERT INTO cart_items VALUES (1, 'banana', 2, 1.00), (1, 'mango', 1, 3.00)");
    shop.catchUp();
    shop.fromSource("SELECT pg_drop_replication_slot('%s')".formatted(shop.name));
    shop.execute("DELETE FROM cart_items WHERE sku = 'mango'");
    shop.execute("UPDATE cart_items SET quantity = 7");
    assertThatThrownBy(() -> shop.open(Pipeline.Begin.WHERE_IT_IS))
        .hasMessageContaining("the slot %s does not exist".formatted(shop.name));

    Captured.catchUp(shop.open(Pipeline.Begin.ANEW));
    shop.execute("UPDATE cart_items SET quantity = 8");
    shop.catchUp();

    assertThat(shop.events())
        .containsExactly(
            "cart-1 CartFound",
            "cart-1 ItemFound",
            "cart-1 ItemFound",
            "cart-1 CartFound",
            "cart-1 ItemFound",
            "cart-1 ItemAdded");
    assertThat(shop.disagreement()).isEmpty();
    assertThat(shop.fromStore("SELECT what || ' ' || bridged_by FROM afterimage_capture.gaps"))
        .isEqualTo("the slot %s does not exist 2".formatted(shop.name));
    assertThat(
            shop.fromStore(
                "SELECT string_agg(number || ' ' || state, ', ' ORDER BY number)"
                    + " FROM afterimage_capture.generations"))
        .isEqualTo("1 ended, 2 live");
  }

  @Test
  void killed_on_its_way_nothing_of_it_is_seen_and_the_next_start_begins_anew_while_rows_change()
      throws Exception {
    shop.execute(
        "INSERT INTO carts (id) SELECT generate_series(1, 1000)",
        "INSERT INTO cart_items SELECT c, 'sku-' || s, 1, 1.00"
            + " FROM generate_series(1, 1000) c, generate_series(1, 5) s",
        "ANALYZE");
    AtomicBoolean ended = new AtomicBoolean();
    Thread writer = Thread.ofPlatform().start(() -> write(ended));
    try {
      for (int percent : List.of(10, 50, 90)) {
        killAt("found %d".formatted(percent));
        assertThat(shop.fromStore("SELECT count(*) FROM afterimage.events")).isEqualTo("0");
        assertThat(shop.fromStore("SELECT count(*) FROM afterimage_capture.checkpoints"))
            .isEqualTo("0");
        assertThat(
                shop.fromStore(
                    "SELECT state FROM afterimage_capture.generations ORDER BY number DESC LIMIT 1"))
            .isEqualTo("begun");
        assertThat(shop.slot.confirmed()).as("the slot that was left half-made").isPresent();
      }
      Pipeline pipeline = shop.open(Pipeline.Begin.WHERE_IT_IS);
      ended.set(true);
      writer.join();
      Captured.catchUp(pipeline);
    } finally {
      ended.set(true);
      writer.join();
    }

    assertThat(shop.disagreement()).isEmpty();
    assertThat(shop.store.readAll(0, 1_000_000).stream().map(RecordedEvent::id))
        .doesNotHaveDuplicates();
    assertThat(
            shop.fromStore(
                "SELECT string_agg(number || ' ' || state, ', ' ORDER BY number)"
                    + " FROM afterimage_capture.generations"))
        .isEqualTo("1 abandoned, 2 abandoned, 3 abandoned, 4 live");
    ProofReport proof = Proof.run(Proof.Request.of(shop.source, shop.pool, shop.mappings()));
    assertThat(proof.isEqual()).as(proof.toString()).isTrue();
  }

  private void write(AtomicBoolean ended) {
    int i = 0;
    while (!ended.get()) {
      i++;
      try {
        shop.execute(
            "UPDATE cart_items SET quantity = quantity + 1 WHERE cart_id = %d"
                .formatted(i % 1000 + 1),
            "DELETE FROM cart_items WHERE cart_id = %d AND sku = 'sku-2'".formatted(i % 999 + 1),
            "INSERT INTO cart_items VALUES (%d, 'new-%d', 1, 2.00)".formatted(i % 1000 + 1, i));
        Thread.sleep(2);
      } catch (java.sql.SQLException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void killAt(String moment) throws Exception {
    Process process =
        PipelineProcess.start(
            shop.source,
            shop.target,
            shop.name,
            moment,
            "shipped",
            "256m",
            Path.of(System.getProperty("java.io.tmpdir")));
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("AT " + moment);
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }
}
