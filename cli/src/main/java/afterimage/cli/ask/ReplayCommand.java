package afterimage.cli.ask;

import afterimage.cli.BadConfiguration;
import afterimage.cli.Verbose;
import afterimage.eventsourced.asking.Otherwise;
import afterimage.eventsourced.rest.Asked;
import afterimage.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "replay",
    description =
        "Plays a stream again with one thing otherwise. Nothing is appended, unless --apply says so.",
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer>, Verbose {

  @Mixin private StoreQuestion store = new StoreQuestion();

  @Parameters(
      paramLabel = "STREAM",
      description = "Such as cart-101, button-lamp or article-banana.")
  private String stream = "";

  @Option(names = "--without", paramLabel = "N", description = "If event N had not happened.")
  private @Nullable Long without;

  @Option(
      names = "--instead",
      paramLabel = "N",
      description = "If event N had been another: --type and --data say which.")
  private @Nullable Long instead;

  @Option(names = "--type", description = "Such as ItemAdded.")
  private @Nullable String type;

  @Option(names = "--data", paramLabel = "JSON", description = "The other event's data.")
  private @Nullable String data;

  @Option(
      names = "--move",
      paramLabel = "N",
      description = "If event N had come before the one that --before says.")
  private @Nullable Long move;

  @Option(names = "--before", paramLabel = "M", description = "See --move.")
  private @Nullable Long before;

  @Option(names = "--apply", description = "Bring the present there, by new events, and show it.")
  private boolean apply;

  @Option(names = "--actor", description = "Who does it (default: ${DEFAULT-VALUE}).")
  private String actor = System.getProperty("user.name", "somebody");

  @Option(names = "--reason", description = "Why.")
  private @Nullable String reason;

  @Override
  public boolean verbose() {
    return store.verbose();
  }

  @Override
  public Integer call() {
    Otherwise otherwise = otherwise();
    return apply
        ? store.answer(
            shop ->
                Asked.of(shop, Points.STORE, stream)
                    .compensate(otherwise, Points.by(actor, reason)),
            AnswerText::state)
        : store.answer(
            shop -> Asked.of(shop, Points.STORE, stream).whatIf(otherwise), AnswerText::whatIf);
  }

  private Otherwise otherwise() {
    List<Otherwise> asked = new ArrayList<>();
    if (without != null) {
      asked.add(new Otherwise.Without(without));
    }
    if (instead != null && type != null && data != null) {
      asked.add(new Otherwise.Instead(instead, type, json(data)));
    }
    if (move != null && before != null) {
      asked.add(new Otherwise.Moved(move, before));
    }
    if (asked.size() > 1) {
      throw new BadConfiguration(
          "More than one thing is to be otherwise; expected one of --without N, --instead N with"
              + " --type and --data, --move N with --before M");
    }
    return asked.isEmpty() ? new Otherwise.AsItWas() : asked.getFirst();
  }

  private static Json json(String text) {
    try {
      return new Json(text);
    } catch (IllegalArgumentException e) {
      throw new BadConfiguration("--data: " + e.getMessage(), e);
    }
  }
}
