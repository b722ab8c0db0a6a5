package afterimage.comparison.report.ladder;

import afterimage.comparison.fidelity.Score;
import afterimage.comparison.report.Report;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that a run on the ladder found out; `report.json` is this, field by field, and
/// `docs/reference/report.schema.json` is its schema.
///
/// @param format of this shape; it grows when a field changes its meaning
/// @param complete whether the run came to its end; false after Ctrl-C
/// @param verdict in one sentence
/// @param divergences commands that the two apps answered differently; no losses, but a reason not
///     to trust the rest
/// @param rungs from the lowest up, those that did not run too
/// @param losses the kinds of loss, what the best rungs still lose first
/// @param audit null if nobody was asked
/// @param bare the costs of the legacy app with nothing beside it; null if costs were not measured
/// @param capabilities empty if they were not checked
/// @param walkthrough the demo's few commands, step by step; null if they were not played
public record LadderReport(
    int format,
    Instant made,
    boolean complete,
    Setting setting,
    String verdict,
    List<String> divergences,
    List<RungReport> rungs,
    List<Loss> losses,
    @Nullable Audit audit,
    @Nullable Costs bare,
    List<Capability> capabilities,
    @Nullable Report walkthrough) {

  /// 1 was the demo's report of one rung.
  public static final int FORMAT = 3;

  public LadderReport {
    divergences = List.copyOf(divergences);
    rungs = List.copyOf(rungs);
    losses = List.copyOf(losses);
    capabilities = List.copyOf(capabilities);
  }

  /// What was measured, and with what.
  ///
  /// @param commands how many were given, repeated ones too
  /// @param accepted of these
  /// @param refused of these, by both apps alike
  /// @param repeated of these: sent again under the same command id
  /// @param behind of these: a script's, that wrote to the tables behind the app
  /// @param mix what was asked of the generator; null if there is nothing to ask
  /// @param reproduce the command that makes this report again
  public record Setting(
      String workload,
      long seed,
      int commands,
      int accepted,
      int refused,
      int repeated,
      int behind,
      @Nullable String mix,
      String afterimage,
      String java,
      String server,
      String capture,
      String reproduce) {}

  /// One rung.
  ///
  /// @param rung its name, such as `log+tx`
  /// @param adds what it adds to the one before
  /// @param notRun why it did not run; null if it did
  /// @param ran null if it did not
  public record RungReport(
      String rung, String adds, @Nullable String notRun, @Nullable Ran ran, @Nullable Costs costs) {

    public RungReport {
      if ((notRun == null) == (ran == null)) {
        throw new IllegalArgumentException("%s either ran or did not".formatted(rung));
      }
    }
  }

  /// What a rung came to.
  ///
  /// @param how what was captured with, and how it was set up
  /// @param accounting null where no row changes are read: on `events`
  /// @param byConstruction what must be so however the run goes; null if nothing must
  public record Ran(
      String how,
      Score score,
      @Nullable Accounting accounting,
      List<String> mappings,
      @Nullable String byConstruction) {
    public Ran {
      mappings = List.copyOf(mappings);
    }
  }

  /// Invariant: `rowChanges` = `explained` + `ignored` + `unexplained`.
  public record Accounting(long rowChanges, long explained, long ignored, long unexplained) {}

  /// One kind of loss, on every rung.
  ///
  /// @param type of the true event, or of the derived one that was invented
  /// @param what `missing`, `invented`, `merged`, `split`, `moved`, or an attribute and how it
  ///     differs, such as `reason lost`
  /// @param trueEvents how many of the type there were
  /// @param counts how often, on each rung that ran, from the lowest up
  /// @param backAt the first rung above all that have it; null if none has it not
  /// @param story one of them, from the highest rung that has it as a rule, not as an exception
  public record Loss(
      String type,
      String what,
      int trueEvents,
      List<Count> counts,
      @Nullable String backAt,
      Story story) {
    public Loss {
      counts = List.copyOf(counts);
    }
  }

  public record Count(String rung, int events) {}

  /// One event of the run as each side tells it.
  ///
  /// @param sentence for a person who knows the shop and no databases
  /// @param command what was asked, by whom
  /// @param tables what the tables say at the end
  /// @param derived what the rung's events say of it; empty if nothing
  /// @param truth what happened
  public record Story(
      String rung,
      String stream,
      int step,
      String sentence,
      String command,
      String tables,
      List<String> derived,
      List<String> truth) {
    public Story {
      derived = List.copyOf(derived);
      truth = List.copyOf(truth);
    }
  }

  /// The twelve questions.
  ///
  /// @param carts of how many carts each was asked
  /// @param answerers the tables alone first, then the rungs from the lowest up
  /// @param mistakes some answers that were wrong without knowing it
  public record Audit(
      int carts, List<Question> questions, List<Answerer> answerers, List<Mistake> mistakes) {
    public Audit {
      questions = List.copyOf(questions);
      answerers = List.copyOf(answerers);
      mistakes = List.copyOf(mistakes);
      for (Answerer answerer : answerers) {
        if (answerer.marks().size() != questions.size()) {
          throw new IllegalArgumentException(
              "%s has %d marks for %d questions"
                  .formatted(answerer.source(), answerer.marks().size(), questions.size()));
        }
      }
    }

    Optional<Answerer> answerer(String source) {
      return answerers.stream().filter(answerer -> answerer.source().equals(source)).findFirst();
    }
  }

  public record Question(int number, String words) {}

  /// @param source `tables` or a rung
  /// @param total of all questions
  /// @param marks in the order of the questions
  /// @param mistaken how many answers were wrong without knowing it, by what was claimed
  public record Answerer(String source, Marks total, List<Marks> marks, List<Mistaken> mistaken) {
    public Answerer {
      marks = List.copyOf(marks);
      mistaken = List.copyOf(mistaken);
    }

    int mistaken(String certainty) {
      return mistaken.stream()
          .filter(of -> of.certainty().equals(certainty))
          .mapToInt(Mistaken::wrong)
          .sum();
    }
  }

  /// @param certainty the least that an event of the cart claims: `stated`, `exact` or `inferred`
  public record Mistaken(String certainty, int wrong) {}

  /// How many answers were which.
  ///
  /// @param unknown known to be unknown
  /// @param wrong without knowing it
  public record Marks(int right, int unknown, int wrong) {

    @JsonIgnore
    public int total() {
      return right + unknown + wrong;
    }

    public double share(int part) {
      return total() == 0 ? 0 : (double) part / total();
    }
  }

  /// @param said what the source answered
  /// @param truth what it should have
  public record Mistake(String source, int question, String stream, String said, String truth) {}

  /// What a rung costs, on a run of its own. What could not be measured is null.
  ///
  /// @param walBytes that the server wrote for a command
  /// @param tableBytes of tables with their indexes, for a command
  /// @param eventBytes of the store with its indexes, for a command
  /// @param p50Millis of the app's commands, half of which took less
  /// @param serverCpuSeconds of the whole run
  /// @param pipelineCpuSeconds of the whole run
  /// @param delayP50Millis from a commit to its derived event
  /// @param codeLines of the app that the rung needs
  /// @param mappingLines that the rung needs
  /// @param notMeasured what is null, and why
  public record Costs(
      int commands,
      double walBytes,
      double tableBytes,
      double eventBytes,
      double p50Millis,
      double p99Millis,
      @Nullable Double serverCpuSeconds,
      @Nullable Double pipelineCpuSeconds,
      @Nullable Double delayP50Millis,
      @Nullable Double delayP99Millis,
      int codeLines,
      int mappingLines,
      List<String> notMeasured) {
    public Costs {
      notMeasured = List.copyOf(notMeasured);
    }

    double bytes() {
      return walBytes + tableBytes + eventBytes;
    }

    int lines() {
      return codeLines + mappingLines;
    }
  }

  /// Something that one can do with a store, and who can.
  ///
  /// @param checks one for each rung that was asked
  public record Capability(String name, List<Check> checks) {
    public Capability {
      checks = List.copyOf(checks);
    }
  }

  /// @param how it was checked, and what came of it
  public record Check(String rung, boolean has, String how) {}

  /// Those that ran.
  List<RungReport> measured() {
    return rungs.stream().filter(rung -> rung.ran() != null).toList();
  }
}
