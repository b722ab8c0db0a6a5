package afterimage.cli.mapping;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.RowChange;
import afterimage.capture.recording.Recording;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowMemory;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import afterimage.cli.BadConfiguration;
import afterimage.cli.Verbose;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Tells how the events of a recorded change come about.
@Command(
    name = "explain",
    description =
        "For one change of a recording: which patterns were tried, what each expression gave, which"
            + " events came of it, what was left unexplained and why.",
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
      required = true,
      description = "A recording that preview --record has made.")
  private @Nullable Path from;

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
    Recording recording = Recordings.read(Objects.requireNonNull(from));
    Translator translator =
        new Translator(Recordings.mappings(mappings, recording.catalog()), "preview");
    RowMemory rows = new RowMemory(KnownRows.NONE);
    List<Explanation> explanations = new ArrayList<>();
    for (ChangeSet changeSet : recording.changeSets()) {
      TracedSteps steps = new TracedSteps();
      Translation translation = translator.translate(changeSet, rows, steps);
      rows.add(translation);
      translation.readings().stream()
          .filter(read -> isAsked(read.change(), translation))
          .forEach(read -> explanations.add(new Explanation(translation, read, steps)));
    }
    if (explanations.isEmpty() && change != null) {
      throw new BadConfiguration(
          "%s has no change %s. Its transactions are %s"
              .formatted(
                  from,
                  change,
                  recording.changeSets().stream().map(c -> c.commit().asString()).toList()));
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (explanations.isEmpty()) {
      out.println("Nothing is unexplained.");
    }
    explanations.forEach(explanation -> out.print(explanation.text()));
    out.flush();
    return 0;
  }

  private boolean isAsked(RowChange at, Translation translation) {
    if (change == null) {
      return translation.unexplained().stream().anyMatch(read -> read.change().equals(at));
    }
    return change.equals(at.position().toString())
        || change.equals(at.position().commit().asString());
  }
}
