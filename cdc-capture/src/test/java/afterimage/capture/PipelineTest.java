package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.capture.source.Slot;
import afterimage.capture.source.SlotSetup;
import afterimage.capture.source.SourceProblem;
import afterimage.capture.translate.Translation;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.PostgresEventStore;
import afterimage.store.RecordedEvent;
import afterimage.store.StoreSchema;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

class PipelineTest {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name = "pipeline_" + COUNT.incrementAndGet();
  private final Database source = TestPostgres.freshDatabase();
  private final Database target = TestPostgres.freshDatabase();
  private final SlotSetup slot = new SlotSetup(source, Slot.named(name));
  private AgroalDataSource pool;
  private PostgresEventStore store;
  private Catalog catalog;

  @BeforeEach
  void prepare() throws Exception {
    pool = target.pool(4);
    catalog = Shops.create(source);
    StoreSchema.migrate(pool);
    CaptureSchema.migrate(pool);
    store = new PostgresEventStore(pool);
  }

  @AfterEach
  void close() {
    slot.drop();
    pool.close();
  }

  private Pipeline open(Database database) {
    return Pipeline.open(
        name,
        database,
        catalog,
        Shops.mappings(catalog),
        new EventStoreSink(pool, store),
        Pipeline.Listener.NONE);
  }

  private void execute(String... statements) throws Exception {
    try (Connection connection = source.connect()) {
      connection.setAutoCommit(false);
      for (String statement : statements) {
        Shops.execute(connection, statement);
      }
      connection.commit();
    }
  }

  private void capture() throws Exception {
    Pipeline pipeline = open(source);
    try {
      Thread thread = Thread.ofPlatform().start(pipeline::run);
      assertThat(pipeline.awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
      pipeline.close();
      thread.join();
    } finally {
      pipeline.close();
    }
  }

  private String text(Database database, String sql) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }

  @Test
  void rows_become_events_in_the_order_of_the_source_and_known_rows_survive_a_restart()
      throws Exception {
    open(source).close();
    execute(
        "INSERT INTO carts (id) VALUES (1)",
        "INSERT INTO cart_items VALUES (1, 'banana', 2, 1.00)");
    capture();
    execute("INSERT INTO buttons VALUES ('lamp', 'off')", "UPDATE buttons SET state = 'on'");
    execute("UPDATE carts SET checked_out = true");
    capture();

    List<RecordedEvent> events = store.readAll(0, 100);
    assertThat(events)
        .extracting(e -> e.stream() + " " + e.type())
        .containsExactly("cart-1 ItemAdded", "button-lamp ButtonPressed", "cart-1 CheckedOut");
    assertThat(events.getLast().data().tree().path("items").path(0).path("sku").asText())
        .isEqualTo("banana");
    assertThat(
            text(
                target,
                "SELECT explained || ' ' || ignored || ' ' || unexplained"
                    + " FROM afterimage_capture.checkpoints"))
        .isEqualTo("5 0 0");
  }

  @Test
  void what_nothing_explains_is_kept_with_its_rows() throws Exception {
    open(source).close();
    execute("INSERT INTO carts (id, discount) VALUES (1, 5.00)");
    capture();

    assertThat(
            text(
                target,
                "SELECT operation || ' ' || table_name || ' ' || reason || ' '"
                    + " || (after -> 'discount' ->> 'n') FROM afterimage_capture.unexplained"))
        .isEqualTo("insert public.carts no pattern matches 5.00");
  }

  @Test
  void a_slot_that_was_dropped_or_moved_is_refused_and_the_gap_recorded() throws Exception {
    open(source).close();
    execute("INSERT INTO carts (id) VALUES (1)");
    text(source, "SELECT pg_replication_slot_advance('%s', pg_current_wal_lsn())".formatted(name));
    assertThatThrownBy(() -> open(source))
        .isInstanceOf(SourceProblem.class)
        .hasMessageContaining("the slot was moved to")
        .hasMessageEndingWith(
            "What lies between may be lost. Begin a new generation from the rows as they are, with"
                + " --new-baseline: the events so far stay, and how the rows came to be what they are"
                + " then is not known");

    text(source, "SELECT pg_drop_replication_slot('%s')".formatted(name));
    assertThatThrownBy(() -> open(source))
        .hasMessageContaining("the slot %s does not exist".formatted(name));
    assertThat(text(target, "SELECT count(*) FROM afterimage_capture.gaps")).isEqualTo("2");
  }

  @Test
  void another_publication_or_a_table_made_anew_is_refused() throws Exception {
    open(source).close();
    execute("ALTER PUBLICATION %s DROP TABLE buttons".formatted(name));
    assertThatThrownBy(() -> open(source))
        .hasMessageContaining(
            "the publication's tables: expected [public.buttons, public.cart_items, public.carts],"
                + " but it is [public.cart_items, public.carts]");
    execute(
        "DROP TABLE buttons", "CREATE TABLE buttons (id text PRIMARY KEY, state text NOT NULL)");
    catalog = Shops.catalog(source);
    assertThatThrownBy(() -> open(source)).hasMessageContaining("the tables: expected");
  }

  @Test
  void a_slot_that_nobody_knows_is_refused_and_nothing_is_left() throws Exception {
    text(source, "SELECT pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(name));
    assertThatThrownBy(() -> open(source))
        .hasMessageContaining(
            "the slot %s exists, but the store knows no checkpoint of it".formatted(name));
    assertThat(slot.published()).isEmpty();
    assertThat(slot.confirmed()).as("it is somebody else's").isPresent();
  }

  @Test
  void a_table_whose_updates_would_fail_and_a_role_that_may_not_replicate_are_refused()
      throws Exception {
    execute("ALTER TABLE buttons DROP CONSTRAINT buttons_pkey, REPLICA IDENTITY DEFAULT");
    catalog = Shops.catalog(source);
    assertThatThrownBy(() -> open(source))
        .hasMessage(
            ("%s: public.buttons has no key that tells its rows apart, so that publishing it would make"
                    + " UPDATE and DELETE on it fail. Give it a primary key, or run ALTER TABLE"
                    + " \"public\".\"buttons\" REPLICA IDENTITY FULL")
                .formatted(source.address()));

    execute("CREATE ROLE %s_reader LOGIN".formatted(name));
    assertThatThrownBy(
            () ->
                open(
                    new Database(
                        source.host(),
                        source.port(),
                        source.name(),
                        name + "_reader",
                        null,
                        source.options())))
        .hasMessage(
            "%s: the user %s_reader may not replicate. Let an administrator run ALTER ROLE \"%s_reader\" REPLICATION"
                .formatted(source.address(), name, name));
    assertThat(slot.confirmed()).isEmpty();
  }

  @Test
  void a_role_that_may_not_read_a_table_is_refused_with_the_grant_that_it_needs() throws Exception {
    String reader = name + "_reader";
    execute(
        "CREATE ROLE %s LOGIN REPLICATION".formatted(reader),
        "GRANT SELECT ON carts, buttons TO " + reader);
    try {
      Database login =
          new Database(source.host(), source.port(), source.name(), reader, null, source.options());
      assertThatThrownBy(() -> open(login))
          .hasMessage(
              "%s: the user %s may not read public.cart_items. Let its owner run GRANT SELECT ON \"public\".\"cart_items\" TO \"%s\""
                  .formatted(source.address(), reader, reader));
      assertThat(slot.confirmed()).isEmpty();
      assertThat(slot.isPublished()).isFalse();
    } finally {
      execute("DROP OWNED BY " + reader, "DROP ROLE " + reader);
    }
  }

  @Test
  void a_publication_that_somebody_made_is_taken_if_it_fits_and_else_refused_and_left()
      throws Exception {
    String all = "carts, cart_items, buttons";
    Map<String, String> unfit =
        Map.of(
            "FOR TABLE carts, buttons",
            "the publication's tables: expected [public.buttons, public.cart_items, public.carts], but it is"
                + " [public.buttons, public.carts]",
            "FOR ALL TABLES",
            "is FOR ALL TABLES, not for the tables by name",
            "FOR TABLE %s WITH (publish = 'insert, update')".formatted(all),
            "publishes only insert, update",
            "FOR TABLE carts, cart_items, buttons WHERE (id <> 'lamp')",
            "filters the rows of public.buttons",
            "FOR TABLE carts (id), cart_items, buttons",
            "leaves out columns of public.carts");
    for (Map.Entry<String, String> one : unfit.entrySet()) {
      execute("CREATE PUBLICATION %s %s".formatted(name, one.getKey()));
      assertThatThrownBy(() -> open(source))
          .as(one.getKey())
          .hasMessageContaining(
              "a publication %s is there already, but does not fit".formatted(name))
          .hasMessageContaining(one.getValue());
      assertThat(slot.isPublished()).as("it is somebody else's").isTrue();
      assertThat(slot.confirmed()).isEmpty();
      execute("DROP PUBLICATION " + name);
    }

    execute("CREATE PUBLICATION %s FOR TABLE %s".formatted(name, all));
    open(source).close();
    assertThat(slot.confirmed()).isPresent();
  }

  @Test
  void of_two_pipelines_of_one_name_only_one_stores() throws Exception {
    open(source).close();
    execute("INSERT INTO buttons VALUES ('lamp', 'off')", "UPDATE buttons SET state = 'on'");
    EventStoreSink sink = new EventStoreSink(pool, store);
    var stale = sink.checkpoint(name).orElseThrow().end();
    capture();

    assertThat(store.readAll(0, 10)).hasSize(1);
    var translation =
        new afterimage.capture.translate.Translation(
            new afterimage.capture.change.ChangeSet(
                1, stale, java.time.Instant.EPOCH, List.of(), List.of()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThatThrownBy(() -> sink.store(name, stale, List.of(translation)))
        .hasMessage(
            "The checkpoint of pipeline %s is no longer at %s: another instance is at work. Stop one of them"
                .formatted(name, stale.asString()));
  }

  @Test
  void events_that_the_store_has_already_are_found_there() throws Exception {
    List<Translation> stored = new CopyOnWriteArrayList<>();
    EventStoreSink sink = new EventStoreSink(pool, store);
    Pipeline pipeline =
        Pipeline.open(
            name,
            source,
            catalog,
            Shops.mappings(catalog),
            sink,
            new Pipeline.Listener() {
              @Override
              public void stored(Translation translation) {
                stored.add(translation);
              }
            });
    LogSequenceNumber before = sink.checkpoint(name).orElseThrow().end();
    execute("INSERT INTO buttons VALUES ('lamp', 'off')", "UPDATE buttons SET state = 'on'");
    execute("UPDATE buttons SET state = 'off'");
    Captured.catchUp(pipeline);
    LogSequenceNumber after = sink.checkpoint(name).orElseThrow().end();
    List<RecordedEvent> events = store.readAll(0, 10);
    assertThat(events).hasSize(2);

    text(
        target,
        "UPDATE afterimage_capture.checkpoints SET end_lsn = '%s' RETURNING 1"
            .formatted(before.asString()));
    sink.store(name, before, stored);

    assertThat(store.readAll(0, 10)).isEqualTo(events);
    assertThat(sink.checkpoint(name).orElseThrow().end()).isEqualTo(after);
  }
}
