package afterimage.store.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.Certainty;
import afterimage.store.EventIds;
import afterimage.store.ExpectedVersion;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.PostgresEventStore;
import afterimage.store.Provenance;
import afterimage.store.StoreSchema;
import afterimage.store.StreamAppend;
import afterimage.store.StreamId;
import io.agroal.api.AgroalDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

/// Somebody with the owner's rights, who switches the trigger off, changes what was appended.
class StoreCheckTest {

  private final Database database = TestPostgres.freshDatabase();
  private AgroalDataSource pool;
  private PostgresEventStore store;

  @BeforeEach
  void threeStreams() {
    pool = database.pool(4);
    StoreSchema.migrate(pool);
    store = new PostgresEventStore(pool);
    for (String stream : List.of("a", "b with a space", "c")) {
      for (int i = 1; i <= 5; i++) {
        append(stream, "{\"n\": %d}".formatted(i));
      }
    }
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void what_was_only_appended_is_found_whole() throws Exception {
    String digest = digest();
    append("a", "{}");
    append("d", "{}");

    assertThat(StoreCheck.check(pool).findings()).isEmpty();
    assertThat(StoreCheck.check(pool).events()).isEqualTo(17);
    assertThat(findings(digest)).isEmpty();
    assertThat(StoreCheck.check(pool, reader(digest)).events()).isEqualTo(15);
  }

  @Test
  void events_of_every_kind_appended_one_by_one_and_together_have_hashes_that_hold()
      throws SQLException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      List<StreamAppend> appends = new ArrayList<>();
      for (int k = 0; k <= random.nextInt(3); k++) {
        List<NewEvent> events = new ArrayList<>();
        for (int n = 0; n <= random.nextInt(3); n++) {
          events.add(random(random));
        }
        appends.add(
            new StreamAppend(StreamId.of("s" + random.nextInt(5)), ExpectedVersion.ANY, events));
      }
      store.append(appends);
    }
    assertThat(StoreCheck.check(pool).findings()).as("seed %d", seed).isEmpty();
  }

  @Test
  void any_column_that_was_changed_is_found() throws SQLException {
    for (String change :
        List.of(
            "data = '{\"n\": 3 }'",
            "type = 'Othertype'",
            "id = gen_random_uuid()",
            "schema_version = 2",
            "actor = 'eve'",
            "reason = ''",
            "command_id = 'x'",
            "correlation_id = 'x'",
            "causation_id = 'x'",
            "happened_at = '2026-01-01Z'",
            "recorded_at = recorded_at + interval '1 microsecond'",
            "provenance = '{}'",
            "source_lsn = '0/1'",
            "position = -3",
            "hash = set_bit(hash, 77, 1 - get_bit(hash, 77))")) {
      tamper(
          "CREATE TABLE kept AS SELECT * FROM events WHERE stream_id = 'a' AND version = 3",
          "UPDATE events SET " + change + " WHERE stream_id = 'a' AND version = 3");
      assertThat(StoreCheck.check(pool).findings())
          .as(change)
          .extracting(Finding::toString)
          .containsExactly(
              "Stream a: version 3 was altered: its hash is not that of its content and of the"
                  + " event before");
      tamper(
          "DELETE FROM events WHERE stream_id = 'a' AND version = 3",
          "INSERT INTO events SELECT * FROM kept",
          "DROP TABLE kept");
    }
    assertThat(StoreCheck.check(pool).findings()).isEmpty();
  }

  @Test
  void one_bit_is_found() throws SQLException {
    tamper(
        "UPDATE events SET data = replace(data::text, '3', '2')::json"
            + " WHERE stream_id = 'c' AND version = 3");
    assertThat(findings(null))
        .containsExactly(new Finding(StreamId.of("c"), 3, Finding.Kind.ALTERED));
  }

  @Test
  void an_event_dropped_in_the_middle_is_found() throws SQLException {
    tamper("DELETE FROM events WHERE stream_id = 'b with a space' AND version = 2");
    assertThat(findings(null))
        .containsExactly(new Finding(StreamId.of("b with a space"), 2, Finding.Kind.REMOVED));
  }

  @Test
  void two_that_were_swapped_are_found() throws SQLException {
    tamper(
        "UPDATE events SET version = -version + 100 WHERE stream_id = 'a' AND version IN (2, 3)",
        "UPDATE events SET version = CASE version WHEN 98 THEN 3 ELSE 2 END WHERE version > 90");
    assertThat(findings(null))
        .containsExactly(new Finding(StreamId.of("a"), 2, Finding.Kind.ALTERED));
  }

  @Test
  void a_tail_and_a_stream_that_are_gone_are_found_with_a_digest() throws Exception {
    String digest = digest();
    tamper(
        "DELETE FROM events WHERE stream_id = 'a' AND version > 3",
        "DELETE FROM events WHERE stream_id = 'c'");

    assertThat(findings(null)).isEmpty();
    assertThat(findings(digest))
        .containsExactly(
            new Finding(StreamId.of("a"), 4, Finding.Kind.CUT_OFF),
            new Finding(StreamId.of("c"), 1, Finding.Kind.STREAM_REMOVED));
  }

  @Test
  void a_chain_that_was_made_anew_is_found_with_a_digest_at_its_first_other_event()
      throws Exception {
    String digest = digest();
    tamper("UPDATE events SET data = '{\"n\": 42}' WHERE stream_id = 'a' AND version = 2");
    makeChainAnew("a");
    tamper("DELETE FROM events WHERE stream_id = 'c' AND version = 4");
    tamper("UPDATE events SET version = 4 WHERE stream_id = 'c' AND version = 5");
    makeChainAnew("c");

    assertThat(findings(null)).isEmpty();
    assertThat(findings(digest))
        .containsExactly(
            new Finding(StreamId.of("a"), 2, Finding.Kind.REWRITTEN),
            new Finding(StreamId.of("c"), 4, Finding.Kind.REWRITTEN));
  }

  @Test
  void an_event_put_in_at_an_old_position_is_found_with_a_digest() throws Exception {
    tamper("SELECT nextval('event_position')");
    append("a", "{}");
    String digest = digest();
    tamper(
        "INSERT INTO events SELECT 16, 'z', 1, gen_random_uuid(), type, 1, data, actor, reason,"
            + " command_id, correlation_id, causation_id, happened_at, recorded_at, provenance,"
            + " source_lsn, hash FROM events WHERE position = 15");
    makeChainAnew("z");

    assertThat(findings(null)).isEmpty();
    assertThat(findings(digest))
        .containsExactly(new Finding(StreamId.of("z"), 1, Finding.Kind.INSERTED));
  }

  @Test
  void a_digest_that_was_changed_or_cut_off_or_is_none_is_refused() throws Exception {
    String digest = digest();
    assertThatThrownBy(() -> findings(digest.replaceFirst("\n5 ", "\n4 ")))
        .isInstanceOf(DigestProblem.class)
        .hasMessage(
            "line 2: not a stream's line: version 4 with 5 marks."
                + " Use a digest as `afterimage store head` wrote it");
    assertThatThrownBy(() -> findings(digest.replace("position 15", "position 14")))
        .hasMessageStartingWith(
            "line 5: the digest was changed; its lines do not give its last line's SHA-256");
    assertThatThrownBy(() -> findings(digest.substring(0, digest.indexOf("end "))))
        .hasMessageStartingWith("line 5: the digest is cut off; its end is missing");
    assertThatThrownBy(() -> findings("hello"))
        .hasMessageStartingWith(
            "line 1: expected `afterimage-digest 1 position N`, but it is \"hello\"");
    assertThatThrownBy(() -> findings("")).hasMessageContaining("but it is missing");
  }

  private void append(String stream, String data) {
    store.append(
        StreamId.of(stream),
        ExpectedVersion.ANY,
        List.of(NewEvent.of("Happened", new Json(data), Metadata.NONE)));
  }

  private static NewEvent random(Random random) {
    Provenance provenance =
        new Provenance(
            Certainty.EXACT,
            "g",
            "m",
            1,
            "P#1",
            random.nextLong(),
            LogSequenceNumber.valueOf(random.nextLong() >>> 1),
            List.of(1),
            List.of());
    return new NewEvent(
        EventIds.next(),
        "Type" + random.nextInt(3),
        1 + random.nextInt(9),
        new Json("{\"text\" :  \"ä€😀\\n\", \"n\": %d.10}".formatted(random.nextInt())),
        new Metadata(
            random.nextBoolean() ? "ann" : null,
            random.nextBoolean() ? "" : "because\tof\n\"this\" \\N",
            random.nextBoolean() ? "c" : null,
            random.nextBoolean() ? "c" : null,
            random.nextBoolean() ? "c" : null,
            random.nextBoolean()
                ? Instant.ofEpochSecond(random.nextInt() * 90L, random.nextInt(1_000_000_000))
                : null,
            random.nextBoolean() ? provenance : null));
  }

  private List<Finding> findings(@org.jspecify.annotations.Nullable String digest)
      throws SQLException {
    return (digest == null ? StoreCheck.check(pool) : StoreCheck.check(pool, reader(digest)))
        .findings();
  }

  private static BufferedReader reader(String digest) {
    return new BufferedReader(new StringReader(digest));
  }

  private String digest() throws SQLException, IOException {
    StringWriter out = new StringWriter();
    StoreDigest.write(pool, out);
    return out.toString();
  }

  private void tamper(String... changes) throws SQLException {
    try (var owner = database.connect();
        var statement = owner.createStatement()) {
      statement.execute("SET search_path = afterimage");
      statement.execute("ALTER TABLE events DISABLE TRIGGER events_immutable");
      for (String change : changes) {
        statement.execute(change);
      }
      statement.execute("ALTER TABLE events ENABLE ALWAYS TRIGGER events_immutable");
    }
  }

  /// What a tamperer does who knows how hashes are made.
  private void makeChainAnew(String stream) throws SQLException {
    tamper(
        """
        DO $$
        DECLARE
          link bytea := '';
          one record;
        BEGIN
          FOR one IN SELECT * FROM events WHERE stream_id = '%s' ORDER BY version LOOP
            link := sha256(link || record_send(ROW(one.position, one.stream_id, one.version, one.id,
              one.type, one.schema_version, one.data, one.actor, one.reason, one.command_id,
              one.correlation_id, one.causation_id, one.happened_at, one.recorded_at,
              one.provenance, one.source_lsn)));
            UPDATE events SET hash = link WHERE position = one.position;
          END LOOP;
        END
        $$
        """
            .formatted(stream));
  }
}
