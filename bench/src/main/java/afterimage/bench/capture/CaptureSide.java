package afterimage.bench.capture;

import afterimage.postgres.Database;
import java.util.List;

/// What runs in a JVM of its own.
public enum CaptureSide {

  /// The engine alone. Arguments: source, slot, how many records to wait for.
  BARE_ENGINE {
    @Override
    void run(List<String> arguments) throws Exception {
      BareEngine.drain(
          Database.parse(arguments.get(0)), arguments.get(1), Long.parseLong(arguments.get(2)));
    }
  },

  /// A pipeline until it has caught up. Arguments: source, store, pipeline, whether rows are
  /// remembered.
  PIPELINE {
    @Override
    void run(List<String> arguments) throws Exception {
      try (BenchPipeline pipeline = BenchPipeline.of(arguments)) {
        pipeline.drain();
      }
    }
  },

  /// The baseline of a pipeline that is new. Arguments as of [#PIPELINE].
  BASELINE {
    @Override
    void run(List<String> arguments) throws Exception {
      try (BenchPipeline pipeline = BenchPipeline.of(arguments)) {
        pipeline.migrate();
        long start = System.nanoTime();
        pipeline.open();
        System.out.println(Drained.since(start));
      }
    }
  },

  /// A pipeline until it is killed or its standard input ends. Arguments as of [#PIPELINE].
  LIVE_PIPELINE {
    @Override
    void run(List<String> arguments) throws Exception {
      try (BenchPipeline pipeline = BenchPipeline.of(arguments)) {
        pipeline.live();
      }
    }
  };

  abstract void run(List<String> arguments) throws Exception;

  /// Runs the side that the first argument names. Writes one line on standard output when it has
  /// what is measured: a [Drained], or of a live pipeline that it runs.
  public static void run(String[] arguments) throws Exception {
    List<String> all = List.of(arguments);
    valueOf(all.getFirst()).run(all.subList(1, all.size()));
  }
}
