package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a checkpoint is a checkpoint of: whatever of it is altered while nobody captures is
// refused.
class VerificationTest {

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
  void whatever_was_altered_meanwhile_is_refused_by_name() throws Exception {
    Map<String, String> alterations = new LinkedHashMap<>();
    alterations.put(
        "ALTER PUBLICATION %s DROP TABLE buttons; ALTER PUBLICATION %1$s ADD TABLE buttons",
        "the publication (made anew): expected");
    alterations.put("ALTER PUBLICATION %s SET (publish = 'insert')", "publishes only insert");
    alterations.put(
        "ALTER PUBLICATION %s SET TABLE carts, buttons, cart_items WHERE (quantity > 1)",
        "filters the rows of public.cart_items");
    alterations.put(
        "ALTER PUBLICATION %s SET TABLE carts, cart_items, buttons (id)",
        "leaves out columns of public.buttons");
    alterations.put(
        "CREATE TABLE x (id int PRIMARY KEY); ALTER PUBLICATION %s ADD TABLE x",
        "the publication's tables: expected");
    alterations.put("DROP PUBLICATION %s", "does not exist");
    alterations.put("ALTER TABLE buttons REPLICA IDENTITY DEFAULT", "replica identity DEFAULT");
    alterations.put(
        "ALTER TABLE buttons REPLICA IDENTITY FULL; SELECT pg_drop_replication_slot('%s')",
        "the slot %s does not exist");
    alterations.put(
        "SELECT pg_drop_replication_slot('%s'); SELECT pg_create_logical_replication_slot('%1$s', 'pgoutput')",
        "the slot was moved to");
    alterations.put(
        "SELECT pg_replication_slot_advance('%s', pg_current_wal_lsn())", "the slot was moved to");

    int refused = 0;
    for (Map.Entry<String, String> alteration : alterations.entrySet()) {
      shop.open(Pipeline.Begin.ANEW).close();
      shop.execute("INSERT INTO buttons VALUES ('b%d', 'off')".formatted(refused));
      for (String statement : alteration.getKey().formatted(shop.name).split("; ")) {
        shop.execute(statement);
      }
      assertThatThrownBy(() -> shop.open(Pipeline.Begin.WHERE_IT_IS))
          .as(alteration.getKey())
          .hasMessageContaining("cannot go on from")
          .hasMessageContaining(alteration.getValue().formatted(shop.name));
      refused++;
      shop.catalog = Shops.catalog(shop.source);
    }
    assertThat(shop.fromStore("SELECT count(*) FROM afterimage_capture.gaps WHERE what <> ''"))
        .isEqualTo(Integer.toString(alterations.size()));
    shop.open(Pipeline.Begin.ANEW).close();
    shop.open(Pipeline.Begin.WHERE_IT_IS).close();
  }

  @Test
  void a_slot_that_was_invalidated_is_refused_with_the_cause() throws Exception {
    shop.open(Pipeline.Begin.WHERE_IT_IS).close();
    try {
      shop.fromSource("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'");
      shop.fromSource("SELECT pg_reload_conf()");
      for (int i = 0; i < 3; i++) {
        shop.fromSource("SELECT pg_logical_emit_message(false, 'x', repeat('x', 2000000)) IS NULL");
        shop.fromSource("SELECT pg_switch_wal() IS NULL");
      }
      shop.fromSource("CHECKPOINT");
      assertThatThrownBy(() -> shop.open(Pipeline.Begin.WHERE_IT_IS))
          .hasMessageContaining(
              "the slot %s was invalidated (wal_removed): it was behind by more than max_slot_wal_keep_size"
                  .formatted(shop.name));
    } finally {
      shop.fromSource("ALTER SYSTEM RESET max_slot_wal_keep_size");
      shop.fromSource("SELECT pg_reload_conf()");
    }
    shop.open(Pipeline.Begin.ANEW).close();
  }

  @Test
  void a_slot_that_nobody_read_for_too_long_is_refused_with_the_cause() throws Exception {
    shop.open(Pipeline.Begin.WHERE_IT_IS).close();
    try {
      shop.fromSource("ALTER SYSTEM SET idle_replication_slot_timeout = '1s'");
      shop.fromSource("SELECT pg_reload_conf()");
      await()
          .atMost(Captured.PATIENCE)
          .until(
              () -> {
                shop.fromSource("CHECKPOINT");
                return shop.fromSource(
                        "SELECT invalidation_reason FROM pg_replication_slots WHERE slot_name = '%s'"
                            .formatted(shop.name))
                    .equals("idle_timeout");
              });
    } finally {
      shop.fromSource("ALTER SYSTEM RESET idle_replication_slot_timeout");
      shop.fromSource("SELECT pg_reload_conf()");
    }
    assertThatThrownBy(() -> shop.open(Pipeline.Begin.WHERE_IT_IS))
        .hasMessageContaining(
            ("the slot %s was invalidated (idle_timeout): nobody read it for longer than"
                    + " idle_replication_slot_timeout")
                .formatted(shop.name));
    shop.open(Pipeline.Begin.ANEW).close();
  }
}
