package afterimage.cli.ask;

import afterimage.cli.Verbose;
import afterimage.eventsourced.projection.ShopProjections;
import afterimage.eventsourced.rest.ProjectionBodies;
import afterimage.postgres.ServerProblem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "rebuild",
    description =
        "Throws projections away and builds them again from all events. The old tables serve until"
            + " the new ones have everything; what was killed half-way goes on where it was.",
    mixinStandardHelpOptions = true)
public final class RebuildCommand implements Callable<Integer>, Verbose {

  private static final long SAY_AGAIN = TimeUnit.SECONDS.toNanos(1);

  @Mixin private StoreQuestion store = new StoreQuestion();

  @Parameters(
      arity = "0..*",
      paramLabel = "PROJECTION",
      description = "Such as removals; all of them if none is named.")
  private List<String> names = List.of();

  private long said = System.nanoTime();

  @Override
  public boolean verbose() {
    return store.verbose();
  }

  @Override
  public Integer call() {
    return store.answerOf(this::rebuilt, AnswerText::rebuilt);
  }

  private Object rebuilt(OpenStore open) {
    ShopProjections projections = open.projections();
    List<String> asked = names.isEmpty() ? ShopProjections.names() : names;
    // All of them before the first is built: a misspelt name is to leave everything as it is.
    asked.forEach(ShopProjections::refuseUnknown);
    List<ProjectionBodies.Rebuild> rebuilt = new ArrayList<>();
    for (String name : asked) {
      try {
        long position =
            projections.rebuild(name, (reached, readable) -> progress(name, reached, readable));
        rebuilt.add(ProjectionBodies.Rebuild.done(name, position));
      } catch (SQLException e) {
        throw new ServerProblem("Projection %s: %s".formatted(name, e.getMessage()), e);
      }
    }
    return new ProjectionBodies.Rebuilt(rebuilt);
  }

  private void progress(String name, long reached, long readable) {
    if (System.nanoTime() - said > SAY_AGAIN) {
      store.say("%s: %d of %d".formatted(name, reached, readable));
      said = System.nanoTime();
    }
  }
}
