package afterimage.cli.twoapps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import afterimage.comparison.drive.Answer;
import afterimage.comparison.drive.Divergence;
import afterimage.comparison.drive.Sender;
import afterimage.comparison.drive.ShopClient;
import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Discount;
import afterimage.comparison.scenario.Line;
import afterimage.comparison.scenario.RandomCommands;
import afterimage.comparison.scenario.Renamed;
import afterimage.comparison.scenario.Requirement;
import afterimage.comparison.scenario.Scenario;
import afterimage.comparison.scenario.Shrinker;
import afterimage.comparison.scenario.TrueEvent;
import afterimage.comparison.scenario.TrueEvents;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One body for both apps: the same commands, the same answers, the same states, the same refusals.
@QuarkusTest
@QuarkusTestResource(BothApps.class)
class TwoAppsTest {

  /// Each script is about carts of its own, whatever test it is of.
  private static final AtomicInteger RUN = new AtomicInteger();

  private static final int SCRIPTS = 10;
  private static final int LENGTH = 40;

  private ShopClient legacy;
  private ShopClient eventSourced;

  @BeforeEach
  void open() {
    HttpClient http = HttpClient.newHttpClient();
    String base = ConfigProvider.getConfig().getValue("test.url", String.class);
    legacy = new ShopClient(http, base + "/legacy", "");
    eventSourced = new ShopClient(http, base, "");
  }

  private Optional<Divergence> divergence(List<Command> commands) {
    return Divergence.find(commands, new Renamed(RUN.incrementAndGet()), legacy, eventSourced);
  }

  private void alike(List<Command> commands, String where) {
    if (divergence(commands).isPresent()) {
      List<Command> shortest =
          Shrinker.shortest(commands, script -> divergence(script).isPresent());
      fail(
          "%s: the two apps are not alike after%n%s"
              .formatted(where, divergence(shortest).orElseThrow().script(shortest)));
    }
  }

  @Test
  void the_demo_is_the_same_in_both() {
    alike(Scenario.demo().commands(), "demo");
  }

  @Test
  void random_commands_give_the_same_answers_and_the_same_states() {
    long seed = Long.getLong("afterimage.seed", new Random().nextLong());
    System.out.println("TwoAppsTest: seed " + seed + " (-Dafterimage.seed to repeat it)");
    Random seeds = new Random(seed);
    for (int i = 0; i < SCRIPTS; i++) {
      alike(
          new RandomCommands(seeds.nextLong()).next(LENGTH),
          "seed %d, script %d".formatted(seed, i));
    }
  }

  @Test
  void what_the_event_sourced_app_appends_is_what_the_declared_table_says() {
    long seed = Long.getLong("afterimage.seed", new Random().nextLong());
    System.out.println("TwoAppsTest, table: seed " + seed + " (-Dafterimage.seed to repeat it)");
    Renamed renamed = new Renamed(RUN.incrementAndGet());
    TrueEvents table = new TrueEvents();
    Map<String, List<String>> declared = new LinkedHashMap<>();
    int step = 0;
    for (Command plain : new RandomCommands(seed).next(200)) {
      Command command = renamed.of(plain);
      Answer answer = eventSourced.send(command, Sender.of("Ann", null));
      if (answer.accepted()) {
        for (TrueEvent event : table.of(++step, command, answer.body())) {
          declared
              .computeIfAbsent(event.stream(), _ -> new ArrayList<>())
              .add(event.type() + " " + comparable(event.data()));
        }
      }
    }
    assertThat(declared).as("seed %d", seed).isNotEmpty();
    declared.forEach(
        (stream, events) -> {
          List<String> appended = new ArrayList<>();
          eventSourced
              .get("/streams/" + stream)
              .body()
              .path("events")
              .forEach(
                  event ->
                      appended.add(
                          event.path("type").asText() + " " + comparable(event.path("data"))));
          assertThat(appended).as("seed %d, %s", seed, stream).isEqualTo(events);
        });
  }

  /// `jsonb` keeps neither the order of members nor, on our way here, anything else that matters.
  private static String comparable(JsonNode data) {
    return new Json(data.toString()).as(TreeMap.class).toString();
  }

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }

  @Test
  void each_refusal_of_each_command_is_the_same_problem_in_both() {
    Discount dime = new Discount.Amount(money("0.10"));
    Command banana = new Command.AddItem(1, "banana", 1, money("1.00"));
    List<Command> closed = List.of(banana, new Command.CheckOut(1));
    Map<String, List<Command>> refused = new LinkedHashMap<>();
    for (Command command :
        List.of(
            new Command.RemoveItem(1, "banana", 1, "expired"),
            new Command.ChangeQuantity(1, "banana", 2),
            new Command.CorrectPrice(1, "banana", money("2.00")),
            new Command.ApplyDiscount(1, dime, null),
            new Command.MergeGuest(2, 1),
            new Command.ClearCart(1),
            new Command.AbandonCart(1),
            new Command.CheckOut(1))) {
      refused.put("cart-unknown by " + command, List.of(command));
      refused.put("cart-checked-out by " + command, with(closed, command));
    }
    for (Command command :
        List.of(banana, new Command.SaveCart(1, List.of()), new Command.MergeGuest(1, 2))) {
      refused.put("cart-checked-out by " + command, with(closed, command));
    }
    refused.put(
        "price-differs by adding",
        List.of(banana, new Command.AddItem(1, "banana", 1, money("2.00"))));
    refused.put(
        "price-differs by saving",
        List.of(banana, new Command.SaveCart(1, List.of(new Line("banana", 1, money("2.00"))))));
    refused.put(
        "item-not-in-cart by removing",
        List.of(banana, new Command.RemoveItem(1, "banana", 2, "expired")));
    refused.put(
        "item-not-in-cart by changing", List.of(banana, new Command.ChangeQuantity(1, "apple", 2)));
    refused.put(
        "item-not-in-cart by correcting",
        List.of(banana, new Command.CorrectPrice(1, "apple", money("2.00"))));
    refused.put(
        "requirement-not-met by holding",
        List.of(banana, new Command.ApplyDiscount(1, dime, new Requirement.Holds("banana", 2))));
    refused.put(
        "requirement-not-met by worth",
        List.of(banana, new Command.ApplyDiscount(1, dime, new Requirement.Worth(money("1.01")))));
    refused.put(
        "requirement-not-met by free",
        List.of(banana, new Command.ApplyDiscount(1, new Discount.Free("banana", 2), null)));
    refused.put(
        "discount-too-large",
        List.of(banana, new Command.ApplyDiscount(1, new Discount.Amount(money("1.01")), null)));
    refused.put(
        "discount-worth-nothing",
        List.of(
            new Command.AddItem(1, "banana", 1, money("0.01")),
            new Command.ApplyDiscount(1, new Discount.Percent(1), null)));
    refused.put("cart-empty", List.of(banana, new Command.ClearCart(1), new Command.CheckOut(1)));
    refused.put("cart-merged-with-itself", List.of(banana, new Command.MergeGuest(1, 1)));

    refused.forEach(
        (name, commands) -> {
          alike(commands, name);
          Renamed renamed = new Renamed(RUN.incrementAndGet());
          for (ShopClient shop : List.of(legacy, eventSourced)) {
            List<Answer> answers =
                commands.stream()
                    .map(command -> shop.send(renamed.of(command), Sender.of("Ann", null)))
                    .toList();
            assertThat(answers.getLast().body().path("type").asText())
                .as(name)
                .isEqualTo("urn:afterimage:problem:" + name.replaceFirst(" .*", ""));
          }
        });
  }

  private static List<Command> with(List<Command> commands, Command last) {
    List<Command> all = new ArrayList<>(commands);
    all.add(last);
    return all;
  }

  @Test
  void a_line_holds_a_million_in_both() {
    List<Command> commands =
        Collections.nCopies(1001, new Command.AddItem(1, "banana", 1000, money("0.01")));
    Renamed renamed = new Renamed(RUN.incrementAndGet());
    for (ShopClient shop : List.of(legacy, eventSourced)) {
      Answer last =
          commands.stream()
              .map(command -> shop.send(renamed.of(command), Sender.of("Ann", null)))
              .toList()
              .getLast();
      assertThat(last.body().path("type").asText())
          .isEqualTo("urn:afterimage:problem:quantity-too-large");
    }
  }

  @Test
  void a_divergence_is_told_with_the_shortest_script_that_makes_it() {
    // One of the two is never told of a changed quantity, as if it had lost it.
    List<Command> commands =
        new ArrayList<>(
            new RandomCommands(1)
                .next(20).stream()
                    .filter(command -> !(command instanceof Command.ChangeQuantity))
                    .toList());
    Command kiwi = new Command.AddItem(5, "kiwi", 1, money("1.00"));
    Command seven = new Command.ChangeQuantity(5, "kiwi", 7);
    commands.add(3, kiwi);
    commands.add(12, seven);
    ShopClient forgetful = legacy;
    List<Command> shortest =
        Shrinker.shortest(
            commands,
            script -> {
              Renamed renamed = new Renamed(RUN.incrementAndGet());
              script.stream()
                  .map(renamed::of)
                  .forEach(
                      command -> {
                        eventSourced.send(command, Sender.of("Ann", null));
                        if (!(command instanceof Command.ChangeQuantity)) {
                          forgetful.send(command, Sender.of("Ann", null));
                        }
                      });
              return script.stream()
                  .flatMap(command -> renamed.of(command).streams().stream())
                  .anyMatch(stream -> !eventSourced.state(stream).agrees(forgetful.state(stream)));
            });
    assertThat(shortest).containsExactly(kiwi, seven);
  }
}
