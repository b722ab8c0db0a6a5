package afterimage.comparison.ladder;

import static afterimage.comparison.ladder.RungWorld.Stating;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.source.DebeziumChangeSource;
import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a rung is set up, beside its mappings.
///
/// @param wholeOldRows whether the tables have REPLICA IDENTITY FULL
/// @param stating what the legacy app says of itself
public record Setup(Rung rung, boolean wholeOldRows, Stating stating) {

  static final List<String> TABLES = List.of("carts", "cart_items", "buttons", "articles");

  public static Setup of(Rung rung) {
    return switch (rung) {
      case POLL, LOG, LOG_MEMORY, EVENTS -> new Setup(rung, false, Stating.NOTHING);
      case LOG_BEFORE, LOG_TX -> new Setup(rung, true, Stating.NOTHING);
      case LOG_INTENT -> new Setup(rung, true, Stating.INTENT);
      case OUTBOX -> new Setup(rung, true, Stating.OUTBOX);
    };
  }

  /// Sets the replica identity, and reads the tables as they are then.
  public Catalog prepare(Database tables) {
    try (Connection connection = tables.connect();
        Statement statement = connection.createStatement()) {
      if (wholeOldRows) {
        for (String table : TABLES) {
          statement.execute("ALTER TABLE public.%s REPLICA IDENTITY FULL".formatted(table));
        }
      }
      return Catalog.read(connection);
    } catch (SQLException e) {
      throw new ServerProblem("%s: %s".formatted(tables.address(), e.getMessage()), e);
    }
  }

  /// All mappings in the rung's folder, by name.
  public List<Mapping> mappings(Path folder, Catalog catalog) {
    return files(folder).stream().map(file -> MappingReader.read(file, catalog)).toList();
  }

  /// @throws UncheckedIOException if there is no such folder
  public List<Path> files(Path folder) {
    Path own = folder.resolve(rung.label());
    try (Stream<Path> files = Files.list(own)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s: the mappings of the rung %s cannot be read: %s. Expected *.yaml in it"
              .formatted(own, rung.label(), e),
          e);
    }
  }

  /// In words.
  String how(List<Mapping> mappings) {
    String identity = wholeOldRows ? "REPLICA IDENTITY FULL" : "REPLICA IDENTITY DEFAULT";
    Set<String> remembered =
        mappings.stream()
            .flatMap(mapping -> mapping.remembered().stream())
            .map(table -> table.name())
            .collect(Collectors.toCollection(TreeSet::new));
    String memory =
        remembered.isEmpty()
            ? "no row remembered"
            : "the last rows of " + String.join(", ", remembered) + " remembered";
    return "%s, %s, %s%s"
        .formatted(
            DebeziumChangeSource.describe(),
            identity,
            memory,
            switch (stating) {
              case NOTHING -> "";
              case INTENT -> ", with the app's intents";
              case OUTBOX -> ", with the app's intents and its outbox";
            });
  }
}
