package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.proof.Proof;
import afterimage.capture.proof.ProofReport;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What anybody who may write into the source can give us to read: values and messages that were
/// made to do harm. Capture goes on, loses nothing, and does as it is told by nobody but the
/// mapping.
class HostileInputTest {

  private static final String MAPPING =
      """
      mapping: notes
      version: 1
      streams: { note: { root: notes, id: "note-{id}" } }
      events:
        Written:
          from:
            - { insert: notes, intent: intent, data: { body: after.body, said: "intent.?does" } }
            - { insert: notes, data: { body: after.body } }
        Rewritten: { from: [ { update: notes, data: { body: after.body } } ] }
        Removed: { from: [ { delete: notes } ] }
        Heard:
          from: [ { message: intent, when: intent.does == 'note', key: { id: intent.id } } ]
          restore: {}
      """;

  private static final List<String> BODIES =
      List.of(
          "'; DROP TABLE notes; --",
          "\"; $$ \\ \b \f \n \r \t \u0001 \u007f",
          "{\"events\": [], \"__proto__\": {}} ]}",
          "\\u0000 \\x00 %00 %s %n {} ${jndi:ldap://x} {{1+1}}",
          "NULL",
          "",
          "__debezium_unavailable_value",
          "\u202e\u200b\ufeff\ufffd\uffff 🙈 e\u0301",
          "<script>alert(1)</script>\u001b[2J");

  private Captured shop;
  private List<Mapping> mappings;

  @BeforeEach
  void prepare() throws Exception {
    shop = new Captured();
    shop.execute(
        "CREATE TABLE notes (id text PRIMARY KEY, body text)",
        "ALTER TABLE notes REPLICA IDENTITY FULL");
    shop.catalog = Shops.catalog(shop.source);
    mappings = List.of(MappingReader.read("notes.yaml", MAPPING, shop.catalog));
    open().close();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private Pipeline open() {
    return open(Pipeline.Begin.WHERE_IT_IS);
  }

  private Pipeline open(Pipeline.Begin begin) {
    return Pipeline.open(
        shop.name, shop.source, shop.catalog, mappings, shop.sink, Pipeline.Listener.NONE, begin);
  }

  private void write(String id, String body) throws Exception {
    try (Connection connection = shop.source.connect();
        PreparedStatement insert = connection.prepareStatement("INSERT INTO notes VALUES (?, ?)")) {
      insert.setString(1, id);
      insert.setString(2, body);
      insert.executeUpdate();
    }
  }

  private ProofReport proof() {
    return Proof.run(Proof.Request.of(shop.source, shop.pool, mappings));
  }

  private String unexplained() throws Exception {
    return shop.fromStore(
        "SELECT operation || ' ' || table_name || ': ' || reason"
            + " FROM afterimage_capture.unexplained ORDER BY commit_lsn, ordinal");
  }

  @Test
  void values_that_look_like_commands_are_values_as_keys_too() throws Exception {
    for (String body : BODIES) {
      write("key " + body, body);
    }
    shop.execute("UPDATE notes SET body = body || id");
    Captured.catchUp(open());

    ProofReport report = proof();
    assertThat(report.isEqual()).as(report.toString()).isTrue();
    assertThat(report.tables()).singleElement().extracting("equal").isEqualTo((long) BODIES.size());
    assertThat(unexplained()).isEmpty();
    shop.execute("DELETE FROM notes");
    Captured.catchUp(open());
    assertThat(shop.events()).filteredOn(event -> event.endsWith("Removed")).hasSize(BODIES.size());
  }

  @Test
  void names_with_line_ends_quotes_and_tabs_are_names_also_of_what_is_kept() throws Exception {
    String table = "x\"; DROP TABLE notes; --\n{,}\t'";
    String quoted = '"' + table.replace("\"", "\"\"") + '"';
    shop.execute(
        "CREATE TABLE %s (\"k\tk\" int PRIMARY KEY, \"a\t\"\"b\n,{}\" text)".formatted(quoted),
        "ALTER TABLE %s REPLICA IDENTITY FULL".formatted(quoted),
        "INSERT INTO %s VALUES (1, 'found')".formatted(quoted));
    shop.catalog = Shops.catalog(shop.source);
    mappings =
        List.of(
            MappingReader.read(
                "odd.yaml",
                "{mapping: odd, version: 1, streams: {x: {root: %s, id: \"x-{k\\tk}\"}}, events: {}}"
                    .formatted(new ObjectMapper().writeValueAsString("public." + table)),
                shop.catalog));
    open(Pipeline.Begin.ANEW).close();
    shop.execute("INSERT INTO %s VALUES (2, 'live')".formatted(quoted));
    Captured.catchUp(open(Pipeline.Begin.WHERE_IT_IS));

    assertThat(
            shop.fromStore(
                "SELECT operation || ' ' || array_length(columns, 1) || ' ' || columns[1] || ' '"
                    + " || (table_name = 'public.' || $$%s$$)".formatted(table)
                    + " FROM afterimage_capture.unexplained WHERE operation <> 'message'"
                    + " ORDER BY commit_lsn, ordinal"))
        .isEqualTo("found 1 a\t\"b\n,{} true\ninsert 1 a\t\"b\n,{} true");
  }

  @Test
  void ten_megabytes_in_a_column_arrive_and_what_no_event_can_hold_is_kept_as_unexplained()
      throws Exception {
    shop.execute("INSERT INTO notes VALUES ('large', repeat('0123456789', 1000000))");
    shop.execute("INSERT INTO notes VALUES ('too large', repeat('0123456789', 2000000))");
    shop.execute("UPDATE notes SET body = 'small' WHERE id = 'too large'");
    Captured.catchUp(open());

    assertThat(shop.events()).containsExactly("note-large Written", "note-too large Rewritten");
    assertThat(unexplained()).contains("more than 16,000,000 characters");
  }

  @Test
  void a_row_that_is_too_large_to_be_remembered_stops_it_by_name() throws Exception {
    String looking = MAPPING.replace("{ body: after.body }", "{ n: size(rows.public.notes) }");
    mappings = List.of(MappingReader.read("notes.yaml", looking, shop.catalog));
    Pipeline pipeline = open(Pipeline.Begin.ANEW);
    shop.execute("INSERT INTO notes VALUES ('too large', repeat('0123456789', 2000000))");

    assertThatThrownBy(pipeline::run)
        .hasMessage(
            "A row of public.notes cannot be remembered: A JSON document has at most 16,777,216"
                + " characters; this one has 20,000,028. Nothing of its transaction was stored. Make"
                + " the row smaller, or write the mapping so that it looks at no other rows of the"
                + " table");
  }

  @Test
  void a_message_of_any_prefix_and_content_is_told_or_kept_and_holds_nothing_up() throws Exception {
    List<String> contents =
        List.of(
            "'\\xff00fe'::bytea",
            "'\\x7b2264223a22ff227d'::bytea",
            "'no JSON'",
            "''",
            "repeat('[', 100000)",
            "'{\"does\": \"note\", \"id\": ' || repeat('9', 100000) || '}'",
            "'{\"does\": \"note\", \"id\": {\"a\": [1, null]}}'",
            "'{\"does\": \"note\"}'",
            "'{\"does\": [\"note\"], \"does\": 7}'",
            "'[]'",
            "'null'",
            "'{\"does\": \"note\", \"id\": \"\\u0000\"}'",
            "'{\"does\": \"note\", \"id\": \"x\", \"actor\": \"\\u0000\"}'",
            "'{\"does\": \"note\", \"id\": \"x\", \"reason\": \"\\ud800\"}'",
            "'{\"does\": \"note\", \"id\": \"' || repeat('x', 10000000) || '\"}'");
    int rows = 0;
    for (String prefix : List.of("intent", "afterimage", "o''brien; \"\n--\u202e", "")) {
      for (boolean transactional : new boolean[] {true, false}) {
        for (String content : contents) {
          shop.execute(
              "SELECT pg_logical_emit_message(%s, '%s', %s)"
                  .formatted(transactional, prefix, content),
              "INSERT INTO notes VALUES ('%d', 'after it')".formatted(rows++));
        }
      }
    }
    Captured.catchUp(open());

    assertThat(shop.events()).filteredOn(event -> event.endsWith(" Written")).hasSize(rows);
    // A broken message leaves its mark on what it governs, and takes nothing away.
    assertThat(unexplained().lines())
        .hasSize(2 * 9)
        .containsOnly(
            "message intent: it is not JSON",
            "insert public.notes: Written#1: the message `intent` is not JSON");
    ProofReport report = proof();
    assertThat(report.isEqual()).as(report.toString()).isTrue();
    assertThat(report.tables()).singleElement().extracting("equal").isEqualTo((long) rows);
  }
}
