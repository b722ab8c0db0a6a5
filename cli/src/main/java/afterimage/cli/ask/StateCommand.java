package afterimage.cli.ask;

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
    name = "state",
    description = "What a stream folds to, now or then.",
    mixinStandardHelpOptions = true)
public final class StateCommand implements Callable<Integer>, Verbose {

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

  @Override
  public boolean verbose() {
    return store.verbose();
  }

  @Override
  public Integer call() {
    AsOf point = Points.of(version, asOf);
    return store.answer(
        shop -> Asked.of(shop, Points.STORE, stream).state(point), AnswerText::state);
  }
}
