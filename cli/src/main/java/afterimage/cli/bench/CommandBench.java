package afterimage.cli.bench;

import afterimage.bench.Figure;
import afterimage.comparison.drive.Answer;
import afterimage.comparison.drive.ShopClient;
import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Sender;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How long a command takes over HTTP, of the event-sourced app against the state-oriented one's
/// write. Each client has carts of its own and gives each command to both, now one first, now the
/// other, so that whatever else the machine does hits both alike.
///
/// @param each how many commands each client gives to each app
record CommandBench(ShopClient legacy, ShopClient eventSourced, int clients, int each) {

  private static final int COMMANDS_OF_A_CART = 20;
  private static final BigDecimal PRICE = new BigDecimal("1.00");

  /// Nanoseconds, ascending.
  private record Times(List<Long> legacy, List<Long> eventSourced) {}

  /// What the first rounds take is what a JVM takes to warm up.
  List<Figure> run() throws Exception {
    round(0);
    round(1);
    Times times = round(2);
    return List.of(figure("p50", 0.50, times), figure("p99", 0.99, times));
  }

  private Figure figure(String name, double share, Times times) {
    double ours = milliseconds(times.eventSourced(), share);
    double baseline = milliseconds(times.legacy(), share);
    return new Figure(
        "%s of a command, %d clients".formatted(name, clients),
        "%.1f ms".formatted(ours),
        "%.1f ms".formatted(baseline),
        ours / baseline,
        new Figure.Target.AtMost(2));
  }

  private static double milliseconds(List<Long> times, double share) {
    return times.get((int) Math.min(times.size() - 1, Math.round(share * times.size()))) / 1e6;
  }

  private Times round(int round) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      List<Callable<long[][]>> work = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        long firstCart = 1_000_000L * (round + 1) + 1_000L * client;
        work.add(() -> client(firstCart));
      }
      List<long[][]> all = new ArrayList<>();
      for (Future<long[][]> client : threads.invokeAll(work)) {
        all.add(client.get());
      }
      return new Times(sorted(all, 0), sorted(all, 1));
    }
  }

  private static List<Long> sorted(List<long[][]> all, int app) {
    return all.stream()
        .flatMapToLong(client -> Arrays.stream(client[app]))
        .sorted()
        .boxed()
        .toList();
  }

  private long[][] client(long firstCart) {
    long[][] times = new long[2][each];
    for (int i = 0; i < each; i++) {
      Command command = new Command.AddItem(firstCart + i / COMMANDS_OF_A_CART, "banana", 1, PRICE);
      for (int turn = 0; turn < 2; turn++) {
        int app = (i + turn) % 2;
        times[app][i] = time(app == 0 ? legacy : eventSourced, command);
      }
    }
    return times;
  }

  private static long time(ShopClient shop, Command command) {
    Sender sender = Sender.of("bench", null);
    long start = System.nanoTime();
    Answer answer = shop.send(command, sender);
    long took = System.nanoTime() - start;
    if (!answer.accepted()) {
      throw new IllegalStateException("%s: %s".formatted(command.words(), answer.body()));
    }
    return took;
  }
}
