package afterimage.store.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.postgres.TestPostgres;
import afterimage.store.ExpectedVersion;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreObserver;
import afterimage.store.StoreSchema;
import afterimage.store.StreamId;
import io.agroal.api.AgroalDataSource;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Compiles an aggregate, lets it write a snapshot, changes one thing in its sources, and sees
/// whether the new code reads what the old one left.
class ShapeTest {

  private static final StreamId STREAM = StreamId.of("tally-1");

  /// In two packages, and with rules that come from everywhere: a helper, a constant at the call, a
  /// lambda in a helper, a value that the decider holds, a lambda that it holds.
  private static final Map<String, String> SOURCES =
      Map.of(
          "tally.rules.Tally",
          """
          package tally.rules;

          import java.util.List;
          import java.util.function.LongUnaryOperator;

          public record Tally(long rate, LongUnaryOperator bonus)
              implements afterimage.store.Decider<String, Tally.Total, Tally.Counted> {
            public record Counted(long number) {}
            public record Total(long sum) {}
            public Total initial() { return new Total(0); }
            public List<Counted> decide(String command, Total total) { return List.of(); }
            public Total evolve(Total total, Counted counted) {
              return new Total(
                  total.sum() + bonus.applyAsLong(rate * tally.money.Rounding.round(counted.number())));
            }
          }
          """,
          "tally.money.Rounding",
          """
          package tally.money;

          public final class Rounding {
            public static long round(long number) { return Tens.down(number); }
          }
          """,
          "tally.money.Tens",
          """
          package tally.money;

          final class Tens {
            static long down(long number) { return number / 10 * 10; }
          }
          """,
          "tally.rules.Upcasters",
          """
          package tally.rules;

          import com.fasterxml.jackson.databind.node.ObjectNode;
          import java.util.function.Function;

          final class Upcasters {
            static Function<ObjectNode, ObjectNode> add(String name, long value) {
              return data -> data.put(name, value);
            }
          }
          """,
          "tally.Opening",
          """
          package tally;

          import afterimage.store.*;
          import afterimage.store.aggregate.*;
          import javax.sql.DataSource;
          import tally.rules.*;

          public final class Opening {
            public static Aggregates<?, ?, ?> open(
                EventStore store, DataSource database, StoreObserver observer) {
              return new Aggregates<>(store, new Tally(2, sum -> sum + 1), Types.TYPES)
                  .snapshotting(
                      Snapshots.in(database, Codec.of(Tally.Total.class))
                          .every(1)
                          .observedBy(observer));
            }
          }
          """,
          "tally.rules.Types",
          """
          package tally.rules;

          import afterimage.store.aggregate.EventTypes;

          public final class Types {
            public static final EventTypes<Tally.Counted> TYPES =
                EventTypes.of(Tally.Counted.class)
                    .type("Counted", 2, Tally.Counted.class)
                    .upcast("Counted", 1, Upcasters.add("number", 45))
                    .build();
          }
          """);

  private final AgroalDataSource pool = TestPostgres.freshDatabase().pool(4);
  private final PostgresEventStore store = new PostgresEventStore(pool);
  private final Told told = new Told();

  @TempDir Path folder;

  @BeforeEach
  void migrate() {
    StoreSchema.migrate(pool);
    store.append(
        STREAM,
        ExpectedVersion.NO_STREAM,
        List.of(NewEvent.of("Counted", Json.EMPTY, Metadata.NONE)));
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private Compiled compile(String name, String found, String replacement) throws Exception {
    Map<String, String> sources = new HashMap<>(SOURCES);
    assertThat(String.join("", sources.values())).contains(found);
    sources.replaceAll((_, source) -> source.replace(found, replacement));
    return Compiled.of(folder.resolve(name), sources);
  }

  private Object load(ClassLoader loader) throws Exception {
    told.forget();
    Aggregates<?, ?, ?> aggregates =
        (Aggregates<?, ?, ?>)
            loader
                .loadClass("tally.Opening")
                .getMethod(
                    "open",
                    afterimage.store.EventStore.class,
                    DataSource.class,
                    StoreObserver.class)
                .invoke(null, store, pool, told);
    return aggregates.load(STREAM).state();
  }

  @Test
  void the_same_code_reads_its_snapshot_wherever_it_is_loaded_from() throws Exception {
    Compiled code = compile("one", "package tally", "package tally");
    Compiled again = compile("two", "package tally", "package tally");
    try (URLClassLoader one = code.fromFolder();
        URLClassLoader two = again.fromFolder();
        URLClassLoader three = again.fromJar()) {
      assertThat(load(one)).hasToString("Total[sum=81]");
      assertThat(told.snapshots).containsExactly("missed", "written");
      assertThat(load(two)).hasToString("Total[sum=81]");
      assertThat(told.snapshots).containsExactly("used");
      assertThat(load(three)).hasToString("Total[sum=81]");
      assertThat(told.snapshots).containsExactly("used");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          evolve                             | total.sum() +         | total.sum() -            | Total[sum=-81]
          the state                          | Total(long sum) {}    | Total(long sum) { public String toString() { return "none"; } } | none
          a helper's helper, elsewhere       | number / 10 * 10      | number / 10 * 100        | Total[sum=801]
          a helper of upcasters              | data.put(name, value) | data.put(name, 2 * value)| Total[sum=181]
          what a helper of upcasters is told | "number", 45          | "number", 55             | Total[sum=101]
          a value that the decider holds     | new Tally(2,          | new Tally(3,             | Total[sum=121]
          a lambda that the decider holds    | sum -> sum + 1        | sum -> sum + 2           | Total[sum=82]
          """)
  void changed_code_never_reads_an_old_snapshot(
      String changed, String found, String replacement, String state) throws Exception {
    Compiled before = compile("before", "package tally", "package tally");
    Compiled after = compile("after", found, replacement);
    try (URLClassLoader first = before.fromFolder();
        URLClassLoader folder = after.fromFolder();
        URLClassLoader jar = after.fromJar()) {
      assertThat(load(first)).hasToString("Total[sum=81]");
      assertThat(load(folder)).as(changed).hasToString(state);
      assertThat(told.snapshots).as(changed).containsExactly("missed", "written");
      assertThat(load(jar)).as(changed).hasToString(state);
      assertThat(told.snapshots).as(changed).containsExactly("used");
    }
  }

  @Test
  void without_class_files_there_are_no_snapshots_and_the_log_says_so() throws Exception {
    Compiled code = compile("code", "package tally", "package tally");
    try (Logged logged = Logged.by(Shape.class)) {
      assertThat(load(code.fromNowhere())).hasToString("Total[sum=81]");
      assertThat(told.snapshots).containsExactly("failed");
      assertThat(logged.lines())
          .singleElement()
          .asString()
          .matches(
              "No snapshots: the class loader of tally\\.[\\w.$]+ does not give its class file, and"
                  + " without it a changed class would not be seen\\. Load it from a jar or a"
                  + " folder");
    }
  }

  @Test
  void where_fields_cannot_be_read_there_are_no_snapshots_and_the_log_says_so() throws Exception {
    Compiled code = compile("module", "package tally", "package tally");
    // Afterwards, since a module that is compiled sees nothing of the class path.
    Compiled.of(
        code.folder(),
        Map.of("module-info", "module tally { exports tally; exports tally.rules; }"));
    try (Logged logged = Logged.by(Shape.class)) {
      told.forget();
      Object tally =
          code.asModule("tally")
              .loadClass("tally.rules.Tally")
              .getConstructor(long.class, java.util.function.LongUnaryOperator.class)
              .newInstance(2L, java.util.function.LongUnaryOperator.identity());
      assertThat(
              Shape.of(
                  (afterimage.store.Decider<?, ?, ?>) tally,
                  Account.types(),
                  Snapshots.in(pool, Codec.of(_ -> Json.EMPTY, Json::text)).observedBy(told)))
          .isEmpty();
      assertThat(told.snapshots).containsExactly("failed");
      assertThat(logged.lines())
          .containsExactly(
              "No snapshots: what tally.rules.Tally holds in its field bonus cannot be read, and"
                  + " without it changed rules would not be seen. Open the package tally.rules of"
                  + " the module tally to the event store");
    }
  }
}
