package afterimage.cli.shops;

import static org.junit.jupiter.api.Assertions.fail;

import afterimage.cli.twoapps.BothApps;
import afterimage.comparison.drive.Answer;
import afterimage.comparison.drive.Shop;
import afterimage.comparison.drive.ShopClient;
import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.RandomCommands;
import afterimage.comparison.scenario.Renamed;
import afterimage.comparison.scenario.Sender;
import afterimage.comparison.scenario.Shrinker;
import afterimage.eventsourced.EventSourcedShop;
import afterimage.legacy.LegacyShop;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Each app over HTTP and as a plain object: the same commands, the same answers, to the letter.
@QuarkusTest
@QuarkusTestResource(BothApps.class)
class TwoFacesTest {

  /// Carts of its own for each script; the server may be shared with other tests.
  private static final AtomicInteger RUN = new AtomicInteger(500_000);

  private static Shop plainLegacy;
  private static Shop plainEventSourced;

  @BeforeAll
  static void open() {
    DataSource tables = fresh();
    LegacyShop.migrate(tables);
    plainLegacy = new PlainLegacyShop(new LegacyShop(tables, _ -> {}));
    DataSource events = fresh();
    StoreSchema.migrate(events);
    plainEventSourced =
        new PlainEventSourcedShop(
            new EventSourcedShop(new PostgresEventStore(events), Clock.systemUTC()));
  }

  private static DataSource fresh() {
    Database database = TestPostgres.freshDatabase();
    return database.pool(2);
  }

  private static ShopClient overHttp(String path) {
    String base = ConfigProvider.getConfig().getValue("test.url", String.class);
    return new ShopClient(HttpClient.newHttpClient(), base + path, "");
  }

  @Test
  void the_state_oriented_app_answers_without_a_server_as_with_one() {
    alike("legacy", plainLegacy, overHttp("/legacy"));
  }

  @Test
  void the_event_sourced_app_answers_without_a_server_as_with_one() {
    alike("event-sourced", plainEventSourced, overHttp(""));
  }

  private static void alike(String app, Shop plain, Shop overHttp) {
    long seed = Long.getLong("afterimage.seed", new Random().nextLong());
    System.out.printf("TwoFacesTest, %s: seed %d (-Dafterimage.seed to repeat it)%n", app, seed);
    Random seeds = new Random(seed);
    for (int i = 0; i < 5; i++) {
      List<Command> commands = new RandomCommands(seeds.nextLong()).next(60);
      if (difference(commands, plain, overHttp).isPresent()) {
        List<Command> shortest =
            Shrinker.shortest(commands, c -> difference(c, plain, overHttp).isPresent());
        fail(
            "seed %d, script %d: %s%n%s"
                .formatted(seed, i, shortest, difference(shortest, plain, overHttp).orElseThrow()));
      }
    }
  }

  /// What the two say differently first: to a command, to one that comes again, or of a state.
  private static Optional<String> difference(List<Command> commands, Shop plain, Shop overHttp) {
    Renamed renamed = new Renamed(RUN.incrementAndGet());
    Set<String> streams = new LinkedHashSet<>();
    for (Command command : commands) {
      Command asked = renamed.of(command);
      streams.addAll(asked.streams());
      Sender sender = Sender.of("Ann Ü", "because");
      for (String time : List.of("first", "again")) {
        Answer here = plain.send(asked, sender);
        Answer there = overHttp.send(asked, sender);
        if (!comparable(here).equals(comparable(there))) {
          return Optional.of("%s, %s: %s and %s".formatted(asked, time, here, there));
        }
      }
      for (String stream : streams) {
        Answer here = plain.state(stream);
        Answer there = overHttp.state(stream);
        if (!comparable(here).equals(comparable(there))) {
          return Optional.of("%s after %s: %s and %s".formatted(stream, asked, here, there));
        }
      }
    }
    return Optional.empty();
  }

  /// Where a request went is known only to one that went there.
  private static Answer comparable(Answer answer) {
    JsonNode body = answer.body();
    return body instanceof ObjectNode object
        ? new Answer(answer.status(), object.deepCopy().without("instance"))
        : answer;
  }
}
