package afterimage.comparison.costs;

import afterimage.comparison.ladder.Rung;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Counts what a rung needs that the bare app does not have. Empty lines and comments are no lines;
/// the examples of a mapping are its tests.
///
/// @param home the project's folder
record Lines(Path home) {

  private static final String LEGACY = "legacy-state-app/src/main/java/afterimage/legacy";
  private static final String EVENT_SOURCED =
      "event-sourced-app/src/main/java/afterimage/eventsourced";

  /// Whether the sources are at hand.
  boolean isThere() {
    return Files.isDirectory(home.resolve(LEGACY));
  }

  /// Of the app: what says what it does, and the lines that call it. Of a poll, the poller. Of
  /// event sourcing, what its carts, buttons and articles have more than those of the other app.
  int code(Rung rung) {
    return switch (rung) {
      case LOG, LOG_MEMORY, LOG_BEFORE, LOG_TX -> 0;
      case POLL ->
          of(home.resolve("comparison/src/main/java/afterimage/comparison/ladder/Poller.java"));
      case LOG_INTENT -> calls() + stating(file -> !file.startsWith("Event"));
      case OUTBOX ->
          calls()
              + stating(_ -> true)
              + of(
                  home.resolve(
                      "legacy-state-app/src/main/resources/db/legacy-outbox/V1__outbox.sql"));
      case EVENTS ->
          packages(EVENT_SOURCED, "cart", "button", "article", "handling")
              - packages(LEGACY, "cart", "button", "article", "version")
              + calls();
    };
  }

  /// Of mappings.
  int mapping(List<Path> files) {
    return files.stream().mapToInt(Lines::ofMapping).sum();
  }

  private int stating(Predicate<String> which) {
    return files(LEGACY, "stating")
        .filter(file -> which.test(String.valueOf(file.getFileName())))
        .mapToInt(Lines::of)
        .sum();
  }

  private int packages(String root, String... names) {
    return Stream.of(names).flatMap(name -> files(root, name)).mapToInt(Lines::of).sum();
  }

  /// The lines of the use cases that say what is done; each call is a few lines, as it is laid out.
  private int calls() {
    return (int)
        Stream.of("cart", "button", "article")
            .flatMap(name -> files(LEGACY, name))
            .flatMap(file -> read(file).stream())
            .filter(line -> line.contains("tatements") || line.contains("new Use."))
            .count();
  }

  private Stream<Path> files(String root, String name) {
    try (Stream<Path> files = Files.list(home.resolve(root).resolve(name))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException("%s/%s: %s".formatted(root, name, e), e);
    }
  }

  private static int of(Path file) {
    return (int) read(file).stream().filter(Lines::counts).count();
  }

  private static boolean counts(String line) {
    String bare = line.strip();
    return !bare.isEmpty() && !bare.startsWith("//") && !bare.startsWith("--");
  }

  private static int ofMapping(Path file) {
    return (int)
        read(file).stream()
            .takeWhile(line -> !line.startsWith("examples:"))
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .count();
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("%s: %s".formatted(file, e), e);
    }
  }
}
