package afterimage.cli.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.comparison.fidelity.RungFigures;
import afterimage.comparison.ladder.Ladder;
import afterimage.comparison.ladder.RunEvent;
import afterimage.comparison.ladder.RunEvents;
import afterimage.comparison.ladder.Rung;
import afterimage.comparison.ladder.RungResult;
import afterimage.comparison.ladder.RungWorld;
import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Mix;
import afterimage.comparison.scenario.Scenario;
import afterimage.comparison.scenario.Workload;
import afterimage.postgres.TestPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LadderTest {

  private static final Set<Rung> ALL = EnumSet.allOf(Rung.class);
  private static final Path MAPPINGS = Path.of("../mappings/ladder");
  private static final RungWorld WORLD = new PlainRungWorld(TestPostgres.server(), MAPPINGS);
  private static final Workload DEMO = Workload.of(Scenario.demo(), 0);

  /// A guest with one item, and a price that changes in the catalogue.
  private static final Workload MERGED =
      Workload.of(
          new Scenario(
              "merged",
              "Ann",
              List.of(
                  new Command.AddItem(1, "apple", 1, new BigDecimal("1.00")),
                  new Command.AddItem(2, "plum", 2, new BigDecimal("0.50")),
                  new Command.MergeGuest(1, 2),
                  new Command.PriceArticle("apple", new BigDecimal("1.20")))),
          0);

  private static Workload shop(int commands) {
    return Workload.shop(commands, 7, Mix.usual());
  }

  /// What each rung derived, without what a run has of its own.
  private static Map<Rung, List<String>> derived(List<RungResult> results) {
    Map<Rung, List<String>> derived = new LinkedHashMap<>();
    for (RungResult result : results) {
      RungResult.Ran ran = (RungResult.Ran) result;
      List<String> events = new ArrayList<>();
      for (RunEvent event : RunEvents.of(ran.journal(), ran.store())) {
        events.add(
            "%d %s %s %s %s %s %s"
                .formatted(
                    event.step(),
                    event.stream(),
                    event.type(),
                    event.data(),
                    event.certainty(),
                    event.actor(),
                    event.reason()));
      }
      derived.put(ran.rung(), events);
    }
    return derived;
  }

  /// Slots, and databases of ladders.
  private static List<String> leftovers() throws SQLException {
    try (var connection = TestPostgres.server().database("postgres").connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT slot_name FROM pg_replication_slots WHERE slot_name LIKE 'afterimage%'"
                    + " UNION ALL SELECT datname FROM pg_database WHERE datname LIKE 'afterimage%'")) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  @Test
  void every_rung_is_really_run_and_the_same_seed_gives_the_same_events() throws SQLException {
    for (Workload workload : List.of(DEMO, shop(60))) {
      List<Map<Rung, List<String>>> runs = new ArrayList<>();
      for (int run = 0; run < 2; run++) {
        try (Ladder ladder = new Ladder(WORLD, _ -> {})) {
          List<RungResult> results = ladder.run(workload, ALL);

          assertThat(results).allMatch(RungResult.Ran.class::isInstance);
          assertThat(results).extracting(RungResult::rung).containsExactly(Rung.values());
          assertThat(leftovers()).as("slots go with their rung").noneMatch(LadderTest::isSlot);
          runs.add(derived(results));
        }
      }
      assertThat(runs.getFirst()).isEqualTo(runs.getLast());
      assertThat(leftovers()).isEmpty();
    }
  }

  private static boolean isSlot(String name) {
    return name.matches("afterimage_[0-9a-f]{8}_[0-9]+_log.*") && !isDatabase(name);
  }

  private static boolean isDatabase(String name) {
    try (var connection = TestPostgres.server().database("postgres").connect();
        var statement =
            connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      statement.setString(1, name);
      try (var row = statement.executeQuery()) {
        return row.next();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(name, e);
    }
  }

  @Test
  void recall_does_not_fall_from_rung_to_rung_but_where_the_docs_say_why() {
    try (Ladder ladder = new Ladder(WORLD, _ -> {})) {
      Map<Rung, Double> recall = new LinkedHashMap<>();
      List<String> lost = new ArrayList<>();
      for (RungResult result : ladder.run(shop(300), ALL)) {
        RungFigures figures = RungFigures.of((RungResult.Ran) result);
        recall.put(result.rung(), figures.score().recall());
        lost.addAll(Inputs.lostThoughThere((RungResult.Ran) result, figures.judgement()));
      }
      assertThat(lost).as("attributes that are lost though they were there").isEmpty();
      Rung below = null;
      for (Rung rung : Rung.values()) {
        if (below != null && rung != Rung.LOG_BEFORE && rung != Rung.EVENTS) {
          assertThat(recall.get(rung))
              .as("%s after %s, in %s", rung, below, recall)
              .isGreaterThanOrEqualTo(recall.get(below));
        }
        below = rung;
      }
      assertThat(recall.get(Rung.LOG_BEFORE)).isLessThan(recall.get(Rung.LOG_MEMORY));
      assertThat(recall).containsEntry(Rung.EVENTS, 1.0);
    }
  }

  @Test
  void a_mapping_that_leaves_out_what_is_there_is_found(@TempDir Path folder) throws IOException {
    String data = "quantity: after.quantity, unitPrice: after.unit_price }";
    String set = "set: { quantity: event.quantity, unit_price: event.unitPrice }";

    assertThat(lost(folder, Rung.LOG, DEMO, data, "quantity: after.quantity }"))
        .isNotEmpty()
        .allMatch(lost -> lost.startsWith("log: unitPrice of "));
    assertThat(
            lost(
                folder,
                Rung.POLL,
                DEMO,
                data,
                "quantity: after.quantity }",
                set,
                "set: { quantity: event.quantity }"))
        .isNotEmpty()
        .allMatch(lost -> lost.startsWith("poll: unitPrice of "));
  }

  @Test
  void what_an_event_of_another_name_leaves_out_is_found(@TempDir Path folder) throws IOException {
    String priceChanged =
        """
          PriceChanged:
            from:
              - update: public.cart_items
                data: { sku: after.sku, unitPrice: after.unit_price }
            restore:
              public.cart_items:
                key: { cart_id: stream.id, sku: event.sku }
                set: { unit_price: event.unitPrice }
        """;

    assertThat(lost(folder, Rung.LOG, MERGED, priceChanged, ""))
        .anyMatch(lost -> lost.startsWith("log: unitPrice of ") && lost.contains("PriceChanged"));
    assertThat(lost(folder, Rung.LOG, MERGED, "when: op == 'move'", "when: op == 'never'"))
        .anyMatch(lost -> lost.startsWith("log: guest of ") && lost.contains("GuestCartMerged"));
  }

  /// What one rung loses though it is there, with words in its mapping of carts replaced.
  ///
  /// @param words each followed by what it is replaced with
  private static List<String> lost(Path folder, Rung rung, Workload workload, String... words)
      throws IOException {
    Path own = Files.createDirectories(folder.resolve(rung.label()));
    String mapping = Files.readString(MAPPINGS.resolve(rung.label()).resolve("cart.yaml"));
    for (int i = 0; i < words.length; i += 2) {
      assertThat(mapping).contains(words[i]);
      mapping = mapping.replace(words[i], words[i + 1]);
    }
    Files.writeString(own.resolve("cart.yaml"), mapping);
    try (Ladder ladder = new Ladder(new PlainRungWorld(TestPostgres.server(), folder), _ -> {})) {
      RungResult.Ran ran = (RungResult.Ran) ladder.run(workload, EnumSet.of(rung)).getFirst();
      return Inputs.lostThoughThere(ran, RungFigures.of(ran).judgement());
    }
  }

  @Test
  void a_rung_that_cannot_run_is_told_with_the_reason_and_the_others_go_on(@TempDir Path folder)
      throws IOException, SQLException {
    Files.createDirectory(folder.resolve("log"));
    Files.writeString(
        folder.resolve("log").resolve("cart.yaml"),
        Files.readString(MAPPINGS.resolve("log/cart.yaml")).replace("after.sku", "after.sko"));
    Files.createDirectory(folder.resolve("poll"));
    Files.copy(MAPPINGS.resolve("poll/cart.yaml"), folder.resolve("poll/cart.yaml"));
    RungWorld world = new PlainRungWorld(TestPostgres.server(), folder);

    try (Ladder ladder = new Ladder(world, _ -> {})) {
      List<RungResult> results =
          ladder.run(DEMO, EnumSet.of(Rung.POLL, Rung.LOG, Rung.OUTBOX, Rung.EVENTS));

      assertThat(results.get(0)).isInstanceOf(RungResult.Ran.class);
      assertThat(((RungResult.NotRun) results.get(1)).because())
          .contains("log/cart.yaml:", "after.sko", "Did you mean sku?");
      assertThat(((RungResult.NotRun) results.get(2)).because())
          .contains(
              folder.resolve("outbox") + ": the mappings of the rung outbox cannot be read",
              "Expected *.yaml in it");
      assertThat(results.get(3)).isInstanceOf(RungResult.Ran.class);
    }
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void an_interrupted_ladder_tells_what_was_not_run_and_leaves_nothing() throws SQLException {
    try (Ladder ladder = new Ladder(WORLD, _ -> {})) {
      Thread.currentThread().interrupt();
      List<RungResult> results = ladder.run(DEMO, EnumSet.of(Rung.LOG, Rung.EVENTS));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(results.getFirst())
          .isEqualTo(new RungResult.NotRun(Rung.LOG, "interrupted before it was run"));
    }
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void a_ladder_that_is_closed_while_it_runs_leaves_nothing() throws Exception {
    Ladder ladder = new Ladder(WORLD, _ -> {});
    List<RungResult> results = new ArrayList<>();
    Thread running =
        Thread.ofPlatform()
            .start(() -> results.addAll(ladder.run(shop(2000), EnumSet.of(Rung.LOG_TX))));
    while (leftovers().stream().noneMatch(LadderTest::hasSlot)) {
      Thread.onSpinWait();
    }

    ladder.close();
    running.join();

    assertThat(results)
        .singleElement()
        .isEqualTo(new RungResult.NotRun(Rung.LOG_TX, "interrupted while it was run"));
    assertThat(leftovers()).isEmpty();
  }

  private static boolean hasSlot(String name) {
    try (var connection = TestPostgres.server().database("postgres").connect();
        var statement =
            connection.prepareStatement(
                "SELECT 1 FROM pg_replication_slots WHERE slot_name = ? AND active")) {
      statement.setString(1, name);
      try (var row = statement.executeQuery()) {
        return row.next();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
