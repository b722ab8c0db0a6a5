package afterimage.cli.mapping;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.RowChange;
import afterimage.capture.recording.Recording;
import afterimage.capture.sink.KeptChanges;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowMemory;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import afterimage.cli.BadConfiguration;
import afterimage.cli.Given;
import afterimage.cli.Verbose;
import afterimage.postgres.Database;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Tells how the events of a recorded change, or a stored event, came about.
@Command(
    name = "explain",
    description =
        "For one change of a recording, or one derived event of a store: which patterns were tried,"
            + " what each expression gave, which events came of it, what was left unexplained and"
            + " why. The row changes of a store's event are those that capture has kept, or those"
            + " of a recording.",
    mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer>, Verbose {

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      required = true,
      description = "The mapping; may be given more than once.")
  private List<Path> mappings = List.of();

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "A recording that preview --record has made.")
  private @Nullable Path from;

  @Option(
      names = "--store",
      paramLabel = "URL",
      description = "The database of a store of derived events. Default: PG* variables.")
  private @Nullable String store;

  @Option(
      names = "--event",
      paramLabel = "EVENT",
      description = "Which event of the store: STREAM@VERSION, such as cart-101@3, or its id.")
  private @Nullable String event;

  @Mixin private Source source = new Source();

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "SQL that makes the tables of the mapping, instead of their database.")
  private @Nullable Path schema;

  @Option(
      names = "--change",
      paramLabel = "LSN[:N]",
      description =
          "Which change: the commit's LSN and its place in the transaction, as an event's provenance"
              + " names them; without N all of the transaction. Default: all that is unexplained.")
  private @Nullable String change;

  @Option(names = "--verbose", description = "Stack traces of failures.")
  private boolean verbose;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public boolean verbose() {
    return verbose;
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (event != null && change != null) {
      throw new BadConfiguration(
          "--event is of a store, --change of a recording. Give one of them");
    }
    out.print(event == null ? changes() : event(event));
    out.flush();
    return 0;
  }

  private String event(String name) {
    Database database =
        Given.database(store)
            .orElseThrow(
                () ->
                    new BadConfiguration(
                        "Which store? Give its database with --store postgresql://… or PG* variables"));
    StoredEvent stored = StoredEvent.find(database, name);
    if (from != null) {
      Recording recording = Recordings.read(from);
      return new StoredExplanation(stored, Recordings.mappings(mappings, recording.catalog()))
          .of(recording, from);
    }
    KeptChanges.Kept kept = stored.kept(database);
    Catalog catalog = schema == null ? Source.catalog(source.database()) : Source.made(schema);
    return new StoredExplanation(stored, Recordings.mappings(mappings, catalog)).of(kept);
  }

  private String changes() {
    if (from == null) {
      throw new BadConfiguration(
          "What is to be explained? Give --from with a recording, or --store and --event");
    }
    Recording recording = Recordings.read(from);
    Translator translator =
        new Translator(Recordings.mappings(mappings, recording.catalog()), "preview");
    RowMemory rows = new RowMemory(KnownRows.NONE);
    StringBuilder explanations = new StringBuilder();
    for (ChangeSet changeSet : recording.changeSets()) {
      TracedSteps steps = new TracedSteps();
      Translation translation = translator.translate(changeSet, rows, steps);
      rows.add(translation);
      translation.readings().stream()
          .filter(read -> isAsked(read.change(), translation))
          .forEach(read -> explanations.append(new Explanation(translation, read, steps).text()));
    }
    if (explanations.isEmpty() && change != null) {
      throw new BadConfiguration(
          "%s has no change %s. Its transactions are %s"
              .formatted(
                  from,
                  change,
                  recording.changeSets().stream().map(c -> c.commit().asString()).toList()));
    }
    return explanations.isEmpty() ? "Nothing is unexplained.\n" : explanations.toString();
  }

  private boolean isAsked(RowChange at, Translation translation) {
    if (change == null) {
      return translation.unexplained().stream().anyMatch(read -> read.change().equals(at));
    }
    return change.equals(at.position().toString())
        || change.equals(at.position().commit().asString());
  }
}
