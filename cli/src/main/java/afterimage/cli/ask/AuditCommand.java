package afterimage.cli.ask;

import afterimage.cli.Verbose;
import afterimage.eventsourced.rest.Asked;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "audit",
    description =
        "Every change of a stream in words: who, why, caused by what, and what is different since.",
    mixinStandardHelpOptions = true)
public final class AuditCommand implements Callable<Integer>, Verbose {

  @Mixin private StoreQuestion store = new StoreQuestion();

  @Parameters(
      paramLabel = "STREAM",
      description = "Such as cart-101, button-lamp or article-banana.")
  private String stream = "";

  @Option(
      names = "--first",
      paramLabel = "CONDITION",
      description =
          "Only the first event after which this held: CEL over state, before and event, such as"
              + " 'state.discount > 0'.")
  private @Nullable String first;

  @Override
  public boolean verbose() {
    return store.verbose();
  }

  @Override
  public Integer call() {
    String condition = first;
    return condition == null
        ? store.answer(
            shop -> Asked.of(shop, Points.STORE, stream).audit(0, Integer.MAX_VALUE),
            AnswerText::audit)
        : store.answer(
            shop -> Asked.of(shop, Points.STORE, stream).rootCause(condition), AnswerText::cause);
  }
}
