package afterimage.torture.fault;

import afterimage.capture.Capture;
import afterimage.capture.Pipeline;
import afterimage.capture.Pulse;
import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.sink.EventStoreSink;
import afterimage.capture.sink.Sink;
import afterimage.capture.translate.Translation;
import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import afterimage.store.PostgresEventStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// What `afterimage capture` runs, in a process of its own, to be killed. It says `AT` on standard
/// output when it has come to the moment that it is told of, and stands still there.
public final class VictimProcess {

  /// From how many changes on a transaction is a large one.
  private static final int LARGE = 1_000;

  /// Between two looks at slot and source.
  private static final Duration LOOKS = Duration.ofSeconds(1);

  /// Short, so that a connection that is half-open is given up while somebody waits.
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final Moment wanted;

  private VictimProcess(Moment wanted) {
    this.wanted = wanted;
  }

  /// @param args source URL, store URL, pipeline, mapping file; the moment comes on standard input
  public static void main(String[] args) throws Exception {
    Database source = Database.parse(args[0]);
    getReady(source, Path.of(args[3]));
    VictimProcess victim = new VictimProcess(moment());
    try (var pool = Database.parse(args[1]).pool(5)) {
      Sink sink = victim.failing(new EventStoreSink(pool, new PostgresEventStore(pool)));
      new Capture(
              new Capture.Settings(
                  args[2],
                  source,
                  catalog -> victim.mappings(Path.of(args[3]), catalog),
                  Pipeline.Begin.WHERE_IT_IS,
                  false,
                  false,
                  LOOKS,
                  SILENCE),
              pool,
              sink,
              new Pulse(Clock.systemUTC()),
              victim.listener())
          .run();
    }
  }

  /// They are read at each start, right before the pipeline connects.
  private List<Mapping> mappings(Path file, Catalog catalog) {
    say("CONNECTING");
    return List.of(MappingReader.read(file, catalog));
  }

  /// Loads most classes, which takes longer than all the rest.
  private static void getReady(Database source, Path mapping) throws Exception {
    try (Connection connection = source.connect()) {
      MappingReader.read(mapping, Catalog.read(connection));
    } catch (SQLException | ServerProblem e) {
      // The way there is cut at the moment; capture will find out for itself.
      System.err.println("victim: " + e.getMessage());
    }
    Class.forName("io.debezium.connector.postgresql.PostgresConnector");
  }

  /// Who started it says when to begin, and ends it by going away.
  private static Moment moment() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = in.readLine();
    if (line == null) {
      Runtime.getRuntime().halt(0);
    }
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                while (in.readLine() != null) {
                  continue;
                }
              } catch (IOException e) {
                Thread.onSpinWait();
              }
              Runtime.getRuntime().halt(0);
            });
    return Moment.valueOf(line);
  }

  private Pipeline.Listener listener() {
    return new Pipeline.Listener() {
      @Override
      public void handling() {
        at(Moment.TRANSLATING);
      }

      @Override
      public void receiving(long transaction, int changes) {
        at(Moment.RECEIVING);
        if (changes >= LARGE) {
          at(Moment.LARGE);
        }
      }

      @Override
      public void stored(Translation translation) {
        if (!translation.events().isEmpty()) {
          at(Moment.STORED);
        }
      }

      @Override
      public void acknowledged() {
        at(Moment.ACKNOWLEDGED);
      }
    };
  }

  /// Before the store's commit nobody is told.
  private Sink failing(Sink sink) {
    return (Sink)
        java.lang.reflect.Proxy.newProxyInstance(
            Sink.class.getClassLoader(),
            new Class<?>[] {Sink.class},
            (_, method, arguments) -> {
              if (method.getName().equals("store")) {
                at(Moment.STORING);
              }
              try {
                return method.invoke(sink, arguments);
              } catch (java.lang.reflect.InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void at(Moment moment) {
    if (moment == wanted) {
      say("AT");
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void say(String word) {
    System.out.println(word);
    System.out.flush();
  }
}
