package afterimage.cli.twoapps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;

import afterimage.comparison.drive.Answer;
import afterimage.comparison.drive.Divergence;
import afterimage.comparison.drive.ShopClient;
import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Discount;
import afterimage.comparison.scenario.Line;
import afterimage.comparison.scenario.RandomCommands;
import afterimage.comparison.scenario.Renamed;
import afterimage.comparison.scenario.Requirement;
import afterimage.comparison.scenario.Scenario;
import afterimage.comparison.scenario.Sender;
import afterimage.comparison.scenario.Shrinker;
import afterimage.comparison.scenario.TrueEvent;
import afterimage.comparison.scenario.TrueEvents;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
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
    String base = base();
    legacy = new ShopClient(http, base + "/legacy", "");
    eventSourced = new ShopClient(http, base, "");
  }

  private static String base() {
    return ConfigProvider.getConfig().getValue("test.url", String.class);
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

  private JsonNode put(String path, String json) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(base() + path))
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(json))
                    .build(),
                BodyHandlers.ofString());
    return new Json(answer.body()).tree();
  }

  private static List<Long> carts(Answer shipments) {
    return shipments.body().valueStream().map(document -> document.path("cart").asLong()).toList();
  }

  @Test
  void a_message_is_lost_beside_a_commit_and_not_with_events() throws Exception {
    Renamed renamed = new Renamed(RUN.incrementAndGet());
    Command banana = renamed.of(new Command.AddItem(1, "banana", 1, money("1.00")));
    Command mango = renamed.of(new Command.AddItem(2, "mango", 1, money("1.00")));
    Command lost = renamed.of(new Command.CheckOut(1));
    Command phantom = renamed.of(new Command.CheckOut(2));
    long first = ((Command.OfCart) lost).cart();
    long second = ((Command.OfCart) phantom).cart();
    for (ShopClient shop : List.of(legacy, eventSourced)) {
      shop.send(banana, Sender.of("Ann", null));
      shop.send(mango, Sender.of("Ann", null));
    }
    try {
      put("/legacy/faults/checkout", "{\"fault\":\"message-lost\"}");
      assertThat(legacy.send(lost, Sender.of("Ann", null)).status()).isEqualTo(200);
      put("/legacy/faults/checkout", "{\"fault\":\"commit-fails\"}");
      assertThat(legacy.send(phantom, Sender.of("Ann", null)).status()).isEqualTo(500);
    } finally {
      put("/legacy/faults/checkout", "{\"fault\":\"none\"}");
    }
    JsonNode audit = legacy.get("/shipments/audit").body();
    assertThat(audit.path("checkedOutAndNotShipped").valueStream().map(JsonNode::asLong))
        .contains(first);
    assertThat(audit.path("shippedAndNotCheckedOut").valueStream().map(JsonNode::asLong))
        .contains(second);

    eventSourced.send(lost, Sender.of("Ann", null));
    await()
        .untilAsserted(
            () ->
                assertThat(carts(eventSourced.get("/shipments")))
                    .contains(first)
                    .doesNotContain(second));
  }

  @Test
  void both_ship_the_same_when_nothing_goes_wrong() {
    Renamed renamed = new Renamed(RUN.incrementAndGet());
    for (Command command : Scenario.demo().commands()) {
      for (ShopClient shop : List.of(legacy, eventSourced)) {
        shop.send(renamed.of(command), Sender.of("Ann", null));
      }
    }
    long cart = ((Command.OfCart) renamed.of(new Command.CheckOut(101))).cart();
    JsonNode shipped = shipment(legacy, cart);
    assertThat(shipped.isMissingNode()).isFalse();
    await().untilAsserted(() -> assertThat(shipment(eventSourced, cart)).isEqualTo(shipped));
  }

  private static JsonNode shipment(ShopClient shop, long cart) {
    return shop.get("/shipments")
        .body()
        .valueStream()
        .filter(document -> document.path("cart").asLong() == cart)
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  @Test
  void of_two_with_the_same_if_match_one_is_refused_in_both() throws Exception {
    for (String path : List.of("/legacy/carts/", "/carts/")) {
      long cart = 1000L * RUN.incrementAndGet() + 1;
      String items = base() + path + cart + "/items";
      String tag = add(items, null).headers().firstValue("ETag").orElseThrow();
      Callable<HttpResponse<String>> again = () -> add(items, tag);
      try (var threads = Executors.newFixedThreadPool(2)) {
        List<Integer> statuses = new ArrayList<>();
        for (var answer : threads.invokeAll(List.of(again, again))) {
          statuses.add(answer.get().statusCode());
        }
        assertThat(statuses).as(path).containsExactlyInAnyOrder(200, 412);
      }
    }
  }

  private static HttpResponse<String> add(String items, @Nullable String tag) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(items))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString("{\"sku\":\"banana\",\"quantity\":1,\"unitPrice\":1.00}"));
    if (tag != null) {
      request.header("If-Match", tag);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void what_is_no_request_is_the_same_problem_in_both() throws Exception {
    List<List<String>> requests =
        List.of(
            List.of("POST", "carts/1/items", "{"),
            List.of("POST", "carts/1/items", "{\"qty\":1}"),
            List.of("POST", "carts/0/items", "{}"),
            List.of("PUT", "carts/1", "{\"items\":7}"),
            List.of(
                "PUT",
                "carts/1",
                "{\"items\":[{\"sku\":\"a\",\"quantity\":1,\"unitPrice\":1},"
                    + "{\"sku\":\"a\",\"quantity\":1,\"unitPrice\":1}]}"),
            List.of("PUT", "carts/1", "{\"items\":[{\"sku\":\"a\"}]}"),
            List.of("PUT", "carts/1/items/a", "{\"quantity\":0}"),
            List.of("PUT", "carts/1/items/a", "{\"quantity\":1.5}"),
            List.of("PUT", "carts/1/items/a/price", "{\"unitPrice\":-1}"),
            List.of("POST", "carts/1/discounts", "{\"amount\":1,\"percent\":1}"),
            List.of("POST", "carts/1/discounts", "{\"percent\":101}"),
            List.of("POST", "carts/1/discounts", "{\"amount\":1,\"requirement\":{\"sku\":\"a\"}}"),
            List.of("POST", "carts/1/merges", "{\"guest\":\"me\"}"),
            List.of("POST", "carts/1/merges", "{\"guest\":0}"),
            List.of("PUT", "buttons/lamp", "{\"state\":\"dim\"}"),
            List.of("POST", "buttons/lamp/presses", "{\"presses\":1001}"),
            List.of("PUT", "articles/banana", "{}"));
    for (List<String> request : requests) {
      List<String> problems = new ArrayList<>();
      for (String path : List.of("/legacy/", "/")) {
        HttpResponse<String> answer =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(URI.create(base() + path + request.get(1)))
                        .header("Content-Type", "application/json")
                        .method(request.get(0), BodyPublishers.ofString(request.get(2)))
                        .build(),
                    BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(request + answer.body()).isEqualTo(400);
        problems.add(answer.body().replace("/legacy/", "/"));
      }
      assertThat(problems.getLast()).as(request.toString()).isEqualTo(problems.getFirst());
    }
  }
}
