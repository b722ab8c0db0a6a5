package afterimage.cli.mapping;

import afterimage.capture.catalog.Catalog;
import afterimage.cli.BadConfiguration;
import afterimage.cli.Verbose;
import afterimage.postgres.Database;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Checks mapping files against the tables.
@Command(
    name = "validate",
    description =
        "Everything that is wrong with a mapping, with its place; its examples; which columns no event"
            + " restores; what it needs of the database. Exits with 0 or 2.",
    mixinStandardHelpOptions = true)
public final class ValidateCommand implements Callable<Integer>, Verbose {

  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      required = true,
      description = "The mapping; may be given more than once.")
  private List<Path> mappings = List.of();

  @Mixin private Source source = new Source();

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "SQL that makes the tables, instead of a database: run on an embedded one.")
  private @Nullable Path schema;

  @Option(
      names = "--format",
      description = "What is printed: ${COMPLETION-CANDIDATES} (default: text).")
  private Format format = Format.TEXT;

  @Option(names = "--verbose", description = "Stack traces of failures.")
  private boolean verbose;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public boolean verbose() {
    return verbose;
  }

  @Override
  public Integer call() {
    Catalog catalog = catalog();
    List<Validation> validations =
        mappings.stream().map(file -> Validation.of(file, catalog)).toList();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    switch (format) {
      case TEXT -> validations.forEach(validation -> out.print(validation.text()));
      case JSON -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        validations.forEach(validation -> array.add(validation.json()));
        out.println(Json.of(array).text());
      }
    }
    out.flush();
    return validations.stream().allMatch(Validation::isRight) ? 0 : 2;
  }

  private Catalog catalog() {
    if (schema != null) {
      return Source.made(schema);
    }
    Optional<Database> database = source.given();
    return database
        .map(Source::catalog)
        .orElseThrow(
            () ->
                new BadConfiguration(
                    "A mapping is checked against tables, but no database is named."
                        + " Give --url, PGHOST and PGDATABASE, or --schema with SQL that makes them"));
  }
}
