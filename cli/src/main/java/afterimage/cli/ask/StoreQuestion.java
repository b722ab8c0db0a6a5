package afterimage.cli.ask;

import afterimage.cli.Given;
import afterimage.cli.NotPossible;
import afterimage.eventsourced.EventSourcedShop;
import afterimage.eventsourced.handling.Refused;
import afterimage.eventsourced.handling.UnreadableEvent;
import afterimage.eventsourced.handling.VersionDiffers;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// What all questions to a store have alike: where it is, and how the answer is printed.
final class StoreQuestion {

  /// How the answer is printed.
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = "--store",
      paramLabel = "URL",
      description =
          "The database of the store (jdbc:postgresql://… or postgresql://…). Default: PG*"
              + " variables, or else an embedded one, in which the demo's shopping is done first.")
  private @Nullable String url;

  @Option(
      names = "--format",
      description = "What is printed: ${COMPLETION-CANDIDATES} (default: text).")
  private Format format = Format.TEXT;

  @Option(names = "--quiet", description = "No progress on standard error.")
  private boolean quiet;

  @Option(names = "--verbose", description = "Stack traces of failures.")
  private boolean verbose;

  @Spec(Target.MIXEE)
  private @Nullable CommandSpec command;

  boolean verbose() {
    return verbose;
  }

  /// On standard error, unless nobody wants to know.
  void say(String progress) {
    if (!quiet) {
      PrintWriter err = java.util.Objects.requireNonNull(command).commandLine().getErr();
      err.println(progress);
      err.flush();
    }
  }

  /// Asks, and prints the answer.
  ///
  /// @param question gives a body as it would go over HTTP
  /// @param text the same for people, with a line end
  int answer(Function<EventSourcedShop, Object> question, Function<JsonNode, String> text) {
    return answerOf(store -> question.apply(store.shop()), text);
  }

  /// The same for what is asked of the store and not of its shop.
  int answerOf(Function<OpenStore, Object> question, Function<JsonNode, String> text) {
    picocli.CommandLine line = java.util.Objects.requireNonNull(command).commandLine();
    PrintWriter out = line.getOut();
    try (OpenStore store = OpenStore.open(Given.database(url), quiet, line.getErr())) {
      JsonNode body = AnswerJson.tree(question.apply(store));
      out.print(format == Format.JSON ? AnswerJson.printed(body) : text.apply(body));
      out.flush();
      return 0;
    } catch (Refused | VersionDiffers | UnreadableEvent e) {
      throw new NotPossible(String.valueOf(e.getMessage()), e);
    }
  }
}
