package afterimage.cli.discover;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.TableId;
import afterimage.capture.discover.Discover;
import afterimage.capture.discover.Discovery;
import afterimage.capture.discover.ExampleText;
import afterimage.capture.discover.LiveChanges;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.translate.Translation;
import afterimage.cli.BadConfiguration;
import afterimage.cli.Verbose;
import afterimage.cli.mapping.Listening;
import afterimage.cli.mapping.Source;
import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Writes a starting mapping.
@Command(
    name = "discover",
    description =
        "Writes a starting mapping from the catalog, and, if asked, from live changes. It is valid,"
            + " restores every column, and says where it could not name an event. Changes nothing in the"
            + " database; live changes go through a temporary slot.",
    mixinStandardHelpOptions = true)
public final class DiscoverCommand implements Callable<Integer>, Verbose {

  private static final Duration USUAL = Duration.ofMinutes(2);

  @Mixin private Source source = new Source();

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      description = "Only tables of this schema; may be given more than once. Default: all.")
  private List<String> schemas = List.of();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Where the mapping goes (default: standard output). A file that is there is kept, unless --force.")
  private @Nullable Path output;

  @Option(names = "--force", description = "Writes over a file that is there.")
  private boolean force;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the mapping is called (default: the schema or the database).")
  private @Nullable String name;

  @Mixin private Listening listening = new Listening();

  @Option(
      names = "--examples",
      description =
          "Adds examples from live changes (2m, unless --for or --transactions). They hold values of real rows.")
  private boolean examples;

  @Option(names = "--verbose", description = "Stack traces of failures.")
  private boolean verbose;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public boolean verbose() {
    return verbose;
  }

  @Override
  public Integer call() {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    Database database = source.database();
    refuseOverwriting();
    Discovery discovery = draw(database, Map.of());
    if (discovery.files().isEmpty()) {
      throw new BadConfiguration(
          "%s has no table that a mapping can hold%s%s"
              .formatted(
                  database.address(),
                  schemas.isEmpty() ? "" : " in " + String.join(", ", schemas),
                  discovery.leftOut().isEmpty() ? "" : ": " + discovery.leftOut()));
    }
    List<Mapping> mappings = mappings(discovery);
    List<String> files = discovery.files();
    if (listening.isAsked() || examples) {
      LiveChanges live = new LiveChanges(discovery);
      listening.listen(database, discovery.catalog(), mappings, USUAL, err, live::add);
      err.println(live.words());
      Map<TableId, Map<String, List<String>>> states = live.states();
      if (!states.isEmpty()) {
        discovery = draw(database, states);
        mappings(discovery);
      }
      files = examples ? withExamples(discovery, live) : discovery.files();
    }
    List<Path> written = write(files);
    tell(err, discovery, written);
    return 0;
  }

  private Discovery draw(Database database, Map<TableId, Map<String, List<String>>> seen) {
    try (Connection connection = database.connect()) {
      String called =
          name != null ? name : schemas.size() == 1 ? schemas.getFirst() : database.name();
      return Discover.draw(connection, called, schemas, seen);
    } catch (SQLException e) {
      throw new ServerProblem("%s: %s".formatted(database.address(), e.getMessage()), e);
    }
  }

  /// What was written is read as any mapping is, before anybody sees it.
  private static List<Mapping> mappings(Discovery discovery) {
    Catalog catalog = discovery.catalog();
    return discovery.files().stream()
        .map(file -> MappingReader.read("discover", file, catalog))
        .toList();
  }

  private static List<String> withExamples(Discovery discovery, LiveChanges live) {
    List<ChangeSet> seen = live.examples().stream().map(Translation::changeSet).toList();
    return discovery.files().stream()
        .map(file -> ExampleText.add(file, discovery.catalog(), seen))
        .toList();
  }

  private void refuseOverwriting() {
    if (output != null && Files.exists(output) && !force) {
      throw new BadConfiguration(
          "--output %s: it is there already. Name another file, or add --force".formatted(output));
    }
  }

  private List<Path> write(List<String> files) {
    if (output == null) {
      if (files.size() > 1) {
        throw new BadConfiguration(
            "The mapping takes %d files. Say where they go with --output".formatted(files.size()));
      }
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      out.print(files.getFirst());
      out.flush();
      return List.of();
    }
    List<Path> written = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      Path file = i == 0 ? output : numbered(output, i + 1);
      try {
        Files.writeString(file, files.get(i));
      } catch (IOException e) {
        throw new BadConfiguration(
            "--output %s: it cannot be written: %s. Name a file in a folder that can be written"
                .formatted(file, e),
            e);
      }
      written.add(file);
    }
    return written;
  }

  /// `shop.yaml` is followed by `shop-2.yaml`.
  private static Path numbered(Path file, int number) {
    String last = Objects.requireNonNull(file.getFileName()).toString();
    int dot = last.lastIndexOf('.');
    String other =
        dot < 0
            ? "%s-%d".formatted(last, number)
            : "%s-%d%s".formatted(last.substring(0, dot), number, last.substring(dot));
    return file.resolveSibling(other);
  }

  private void tell(PrintWriter err, Discovery discovery, List<Path> written) {
    err.println(
        "%d table(s) in %d stream type(s), %d event(s), %d of them generic%s"
            .formatted(
                discovery.tables(),
                discovery.aggregates(),
                discovery.events(),
                discovery.generic().size(),
                discovery.generic().isEmpty()
                    ? ""
                    : ": " + String.join(", ", new java.util.TreeSet<>(discovery.generic()))));
    discovery
        .leftOut()
        .forEach((table, why) -> err.println("Left out: %s, %s".formatted(table, why)));
    String options =
        written.isEmpty()
            ? " --mapping FILE"
            : String.join("", written.stream().map(file -> " --mapping " + file).toList());
    err.println("Next: afterimage validate --url …" + options);
    err.flush();
  }
}
