package afterimage.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.cli.Asking;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.Certainty;
import afterimage.store.ExpectedVersion;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.PostgresEventStore;
import afterimage.store.Provenance;
import afterimage.store.StoreSchema;
import afterimage.store.StreamId;
import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

/// The questions as they are typed, over a store in a database that is given.
class AskTest {

  private final Database database = TestPostgres.freshDatabase();

  @BeforeEach
  void shopping() {
    StoreSchema.migrate(database.dataSource());
    try (OpenStore store =
        OpenStore.open(Optional.of(database), true, new PrintWriter(new StringWriter()))) {
      Shopping.done(store.shop());
    }
  }

  private Asking.Answer ask(String... words) {
    String[] all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--store";
    all[words.length + 1] =
        "postgresql://%s@%s:%d/%s"
            .formatted(database.user(), database.host(), database.port(), database.name());
    return Asking.of(all);
  }

  private String told(String... words) {
    Asking.Answer answer = ask(words);
    assertThat(answer.exitCode()).as(answer.errors()).isZero();
    return answer.output();
  }

  @Test
  void what_it_is_and_what_it_was() {
    assertThat(told("state", "cart-101"))
        .isEqualToNormalizingNewlines(
            """
            cart-101 at version 7
              banana ×2, mango ×1, −0.10, total 3.90, checked out
            """);
    assertThat(told("state", "cart-101", "--at-version", "2"))
        .contains("apple ×1, banana ×1, total 2.50");
    assertThat(told("state", "button-lamp")).contains("button-lamp at version 3").contains("on");
    assertThat(told("state", "cart-101", "--as-of", "9999-01-01T00:00:00Z"))
        .contains("cart-101 at version 7");
    assertThat(told("state", "cart-101", "--as-of", "2020-01-01T00:00:00Z"))
        .contains("cart-101 at version 0, not there (any more)");
  }

  @Test
  void which_events_there_are() {
    assertThat(told("events", "cart-101", "--after", "5", "--limit", "1").lines())
        .singleElement()
        .asString()
        .startsWith("   6  ")
        .endsWith("  by Ann");
    assertThat(told("events", "cart-101", "--after", "7"))
        .isEqualToNormalizingNewlines("no events\n");
    assertThat(told("events", "--type", "CheckedOut").lines())
        .singleElement()
        .asString()
        .contains("cart-101");
  }

  @Test
  void who_did_what_and_why() {
    assertThat(told("audit", "cart-101"))
        .contains("Ann took out 1 apple (changed my mind).")
        .contains("      items.apple.quantity: 1 → nothing")
        .contains("      total: 3.50 → 2.00");
    assertThat(told("audit", "cart-101", "--first", "state.discount > 0"))
        .contains("   5  ")
        .contains("Ann gave a discount of 0.10 for 2 banana.")
        .contains("It holds now.");
    assertThat(told("audit", "cart-101", "--first", "state.total > 100"))
        .isEqualToNormalizingNewlines("It never held.\nIt does not hold now.\n");
  }

  @Test
  void what_if() {
    assertThat(told("replay", "cart-101", "--without", "3"))
        .contains("   3  left-out   added 1 banana at 1.00")
        .contains("   5  refused    gave a discount of 0.10 for 2 banana")
        .contains("      refused: Cart 101 holds 1 banana; the discount requires 2.")
        .contains("Now:       banana ×2, mango ×1, −0.10, total 3.90, checked out")
        .contains("Otherwise: banana ×1, mango ×1, total 3.00, checked out");
    assertThat(told("replay", "cart-101", "--without", "5"))
        .contains("To get there:")
        .contains("  withdrew a discount of 0.10");
    assertThat(told("replay", "cart-101")).contains("no difference");
    assertThat(
            told(
                "replay",
                "cart-101",
                "--instead",
                "1",
                "--type",
                "ItemAdded",
                "--data",
                "{\"sku\":\"banana\",\"quantity\":3,\"unitPrice\":1.00}"))
        .contains("total 5.90");
    assertThat(told("replay", "cart-101", "--move", "7", "--before", "2"))
        .contains("Otherwise: banana ×1, total 1.00, checked out");
    assertThat(told("events", "cart-101").lines()).hasSize(7);
  }

  @Test
  void back_by_new_events() {
    assertThat(
            told("revert", "cart-101", "--at-version", "6", "--actor", "Eve", "--reason", "a call"))
        .contains("cart-101 at version 8")
        .contains("total 3.90");
    assertThat(told("audit", "cart-101")).contains("Eve cancelled the checkout, because: a call.");
    assertThat(told("replay", "cart-101", "--without", "5", "--apply", "--actor", "Eve"))
        .contains("total 4.00");
    assertThat(told("events", "cart-101").lines()).hasSize(9);
  }

  @Test
  void projections_are_built_again() throws Exception {
    assertThat(told("rebuild"))
        .isEqualToNormalizingNewlines(
            """
            cart_summaries: rebuilt up to position 10
            open_items: rebuilt up to position 10
            removals: rebuilt up to position 10
            checkouts: rebuilt up to position 10
            sales_by_day: rebuilt up to position 10
            """);
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("UPDATE projection_removals.removals SET sku = 'ghost'");
      assertThat(told("rebuild", "removals", "--format", "json"))
          .contains("\"projection\" : \"removals\"")
          .contains("\"state\" : \"done\"");
      try (var row =
          statement.executeQuery(
              "SELECT sku || ' ' || reason || ' ' || outcome FROM projection_removals.removals")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo("apple changed my mind checked-out");
      }
    }
    said(
        "There is no projection removal; expected one of: cart_summaries, open_items, removals,"
            + " checkouts, sales_by_day.",
        "rebuild",
        "removals",
        "removal");
  }

  @Test
  void the_same_as_json() {
    JsonNode audit = new Json(told("audit", "cart-101", "--format", "json")).tree();
    assertThat(audit.path("changes")).hasSize(7);
    assertThat(audit.at("/changes/3/words").asText())
        .isEqualTo("Ann took out 1 apple (changed my mind).");
    JsonNode events =
        new Json(told("events", "--type", "ButtonPressed", "--format", "json")).tree();
    assertThat(json("state", "cart-101", "--at-version", "2").at("/state/total").decimalValue())
        .isEqualTo(new BigDecimal("2.50"));
    JsonNode whatIf = json("replay", "cart-101", "--without", "3");
    assertThat(whatIf.at("/steps/4/fate").asText()).isEqualTo("refused");
    assertThat(whatIf.at("/outcome/total").decimalValue()).isEqualTo(new BigDecimal("3.00"));
    JsonNode cause = json("audit", "cart-101", "--first", "state.discount > 0");
    assertThat(cause.at("/first/version").asInt()).isEqualTo(5);
    JsonNode reverted = json("revert", "cart-101", "--at-version", "6");
    assertThat(reverted.path("version").asInt()).isEqualTo(8);
    assertThat(reverted.at("/state/checkedOut").booleanValue()).isFalse();
    assertThat(events.path("events")).hasSize(3);
    assertThat(events.at("/events/0/stream").asText()).isEqualTo("button-lamp");
  }

  private JsonNode json(String... words) {
    String[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--format";
    all[words.length + 1] = "json";
    return new Json(told(all)).tree();
  }

  @Test
  void over_derived_streams_each_answer_says_how_certain_it_is() {
    try (AgroalDataSource pool = database.pool(2)) {
      new PostgresEventStore(pool)
          .append(
              StreamId.of("cart-900"),
              ExpectedVersion.ANY,
              List.of(
                  derived("ItemAdded", Certainty.EXACT),
                  derived("ItemRemoved", Certainty.INFERRED)));
    }
    assertThat(told("state", "cart-900")).contains("cart-900 at version 2 (inferred)");
    assertThat(told("audit", "cart-900"))
        .contains("added 1 kiwi at 0.50. (exact)")
        .contains("took out 1 kiwi. (inferred)");
    assertThat(told("audit", "cart-900", "--first", "state.total > 0"))
        .contains("It does not hold now (exact).");
    assertThat(told("replay", "cart-900", "--without", "2"))
        .contains("Otherwise: kiwi ×1, total 0.50 (inferred)");
  }

  private static NewEvent derived(String type, Certainty certainty) {
    return NewEvent.of(
        type,
        new Json("{\"sku\":\"kiwi\",\"quantity\":1,\"unitPrice\":0.50}"),
        Metadata.derived(
            Instant.parse("2026-01-02T03:04:05Z"),
            new Provenance(
                certainty,
                "shop/1",
                "cart",
                1,
                type + "#1",
                771,
                LogSequenceNumber.valueOf("0/2A"),
                List.of(1),
                List.of())));
  }

  @Test
  void what_cannot_be_answered_is_said_in_one_line() {
    said(
        "Expected --at-version or --as-of, not both",
        "state",
        "cart-101",
        "--at-version",
        "1",
        "--as-of",
        "2026-11-01T12:00:00Z");
    said("--at-version is -1; expected 0 or more", "state", "cart-101", "--at-version", "-1");
    said("There is no stream cart-999 in the store given.", "state", "cart-999");
    said(
        "Stream cart-101 has no version 9; its latest is version 7.",
        "state",
        "cart-101",
        "--at-version",
        "9");
    said(
        "Stream cart-101 has no version 9; expected 1 to 7.",
        "replay",
        "cart-101",
        "--without",
        "9");
    said("Back to where? Expected --at-version N or --as-of TIME", "revert", "cart-101");
    said(
        "--as-of is noon; expected an instant such as 2026-11-01T12:00:00Z",
        "state",
        "cart-101",
        "--as-of",
        "noon");
    said(
        "Condition, column 1: undeclared reference to 'total' (in container '').",
        "audit",
        "cart-101",
        "--first",
        "total > 1");
    assertThat(ask("replay", "cart-101", "--without", "1", "--move", "2", "--before", "1").errors())
        .startsWith("afterimage: More than one thing is to be otherwise");
  }

  private void said(String sentence, String... words) {
    Asking.Answer answer = ask(words);
    assertThat(answer.errors()).isEqualToNormalizingNewlines("afterimage: " + sentence + "\n");
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.output()).isEmpty();
  }

  @Test
  void a_database_without_a_store_is_left_as_it_is() {
    Database empty = TestPostgres.freshDatabase();
    Asking.Answer answer =
        Asking.of(
            "state",
            "cart-101",
            "--store",
            "postgresql://%s@%s:%d/%s"
                .formatted(empty.user(), empty.host(), empty.port(), empty.name()));
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.errors()).contains("there is no event store in this database");
  }

  @Test
  void without_a_store_the_demos_shopping_is_done_in_an_embedded_one() {
    Asking.Answer answer = Asking.of("state", "cart-101");
    assertThat(answer.exitCode()).as(answer.errors()).isZero();
    assertThat(answer.output()).contains("total 3.90");
    assertThat(answer.errors())
        .startsWith("No store is given: the demo's shopping is done in an embedded PostgreSQL");
  }
}
