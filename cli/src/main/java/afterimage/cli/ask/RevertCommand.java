package afterimage.cli.ask;

import afterimage.cli.BadConfiguration;
import afterimage.cli.Verbose;
import afterimage.eventsourced.rest.Asked;
import afterimage.store.AsOf;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "revert",
    description =
        "Brings a stream, by new events, back to the state of a version or a time. Nothing is erased.",
    mixinStandardHelpOptions = true)
public final class RevertCommand implements Callable<Integer>, Verbose {

  @Mixin private StoreQuestion store = new StoreQuestion();

  @Parameters(
      paramLabel = "STREAM",
      description = "Such as cart-101, button-lamp or article-banana.")
  private String stream = "";

  @Option(names = "--at-version", paramLabel = "N", description = "As of this version.")
  private @Nullable Long version;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "What was recorded by then, such as 2026-11-01T12:00:00Z.")
  private @Nullable String asOf;

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
    if (version == null && asOf == null) {
      throw new BadConfiguration("Back to where? Expected --at-version N or --as-of TIME");
    }
    AsOf goal = Points.of(version, asOf);
    return store.answer(
        shop -> Asked.of(shop, Points.STORE, stream).revert(goal, Points.by(actor, reason)),
        AnswerText::state);
  }
}
