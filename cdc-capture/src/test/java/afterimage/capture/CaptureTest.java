package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afterimage.capture.source.SourceProblem;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.RecordedEvent;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

class CaptureTest {

  private Captured shop;
  private int carts;

  @BeforeEach
  void prepare() throws Exception {
    shop = new Captured();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private void shopOne() throws Exception {
    carts++;
    shop.execute(
        "INSERT INTO carts (id) VALUES (%d)".formatted(carts),
        "INSERT INTO cart_items VALUES (%d, 'banana', 2, 1.00)".formatted(carts));
  }

  private void awaitEvents() {
    await()
        .atMost(Captured.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(shop.disagreement()).isEmpty();
              assertThat(shop.events()).hasSize(carts);
            });
  }

  private static void awaitState(Capturing capturing, Pulse.State state) {
    await().atMost(Captured.PATIENCE).until(() -> capturing.pulse.state() == state);
  }

  @Test
  void it_goes_on_by_itself_after_the_source_and_after_the_store_were_away() throws Exception {
    try (Wire toSource = new Wire(shop.source);
        Wire toStore = new Wire(shop.target);
        Capturing capturing =
            Capturing.of(shop, toSource.near(), toStore.near(), Duration.ofMinutes(5))) {
      awaitState(capturing, Pulse.State.STREAMING);
      shopOne();
      awaitEvents();

      toSource.cut();
      awaitState(capturing, Pulse.State.WAITING);
      shopOne();
      assertThat(capturing.pulse.detail()).isNotEmpty().doesNotContain("banana");
      toSource.mend();
      awaitEvents();

      toStore.cut();
      shopOne();
      awaitState(capturing, Pulse.State.WAITING);
      LogSequenceNumber kept = shop.slot.confirmed().orElseThrow();
      shopOne();
      assertThat(shop.slot.confirmed()).as("the slot keeps its place").contains(kept);
      toStore.mend();
      awaitEvents();
      assertThat(shop.store.readAll(0, 100).stream().map(RecordedEvent::id))
          .doesNotHaveDuplicates();
      assertThat(capturing.failure.get()).isNull();
    }
  }

  @Test
  void a_transaction_that_goes_to_disk_counts_as_one_that_was_stored() throws Exception {
    try (Capturing capturing = Capturing.of(shop)) {
      awaitState(capturing, Pulse.State.STREAMING);
      shop.execute(
          "INSERT INTO carts (id) SELECT generate_series(1, 1200)",
          "INSERT INTO cart_items SELECT c, 'sku-' || s, 1, 1.00"
              + " FROM generate_series(1, 1200) c, generate_series(1, 9) s");
      await().atMost(Captured.PATIENCE).until(() -> capturing.pulse.changes() >= 12_000);
      assertThat(capturing.pulse.changes()).isEqualTo(12_000);
      assertThat(capturing.pulse.events()).isEqualTo(10_800);
      assertThat(capturing.pulse.end()).isGreaterThan(LogSequenceNumber.INVALID_LSN);
    }
  }

  @Test
  void of_two_one_works_and_the_other_takes_over() throws Exception {
    try (Capturing first = Capturing.of(shop)) {
      awaitState(first, Pulse.State.STREAMING);
      try (Capturing second = Capturing.of(shop)) {
        awaitState(second, Pulse.State.STANDBY);
        shopOne();
        awaitEvents();
        assertThat(second.pulse.health(Duration.ofMillis(1)).isWell()).isTrue();
        first.stop();
        shopOne();
        awaitState(second, Pulse.State.STREAMING);
        awaitEvents();
      }
    }
  }

  @Test
  void a_quiet_database_beside_a_busy_one_keeps_its_slot_moving() throws Exception {
    Database sibling = TestPostgres.freshDatabase();
    try (Capturing capturing = Capturing.of(shop)) {
      awaitState(capturing, Pulse.State.STREAMING);
      Captured.text(sibling, "CREATE TABLE busy (t text)");
      Captured.text(
          sibling, "INSERT INTO busy SELECT repeat('x', 1000) FROM generate_series(1, 2000)");
      // It moves when enough was written since, so that a little may always be left.
      await()
          .atMost(Captured.PATIENCE)
          .until(
              () ->
                  shop.fromSource(
                          "SELECT (pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)"
                              + " < 1000000)::text FROM pg_replication_slots WHERE slot_name = '%s'"
                                  .formatted(shop.name))
                      .equals("true"));
      assertThat(shop.events()).isEmpty();
    }
  }

  @Test
  void a_publication_that_is_altered_under_way_ends_it_with_a_gap() throws Exception {
    try (Capturing capturing = Capturing.of(shop)) {
      awaitState(capturing, Pulse.State.STREAMING);
      // What is looked at when the first transaction comes has been looked at.
      shopOne();
      awaitEvents();
      shop.execute("ALTER PUBLICATION %s DROP TABLE buttons".formatted(shop.name));
      await().atMost(Captured.PATIENCE).until(capturing::isOver);
      assertThat(capturing.failure.get())
          .isInstanceOf(SourceProblem.class)
          .hasMessageContaining("the publication's tables: expected")
          .hasMessageContaining("--new-baseline");
      assertThat(shop.fromStore("SELECT count(*) FROM afterimage_capture.gaps")).isEqualTo("1");
    }
  }
}
