package afterimage.comparison.audit;

import afterimage.comparison.ladder.RunEvent;
import afterimage.comparison.scenario.TrueEvents;
import afterimage.store.Certainty;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Asks each question about each cart of a run, the truth and another source, and holds the two
/// against each other.
public final class Audit {

  private static final String TABLES = "tables";
  private static final String CART = "cart-";

  private final Source truth;
  private final List<Asked> carts;

  /// @param truth the true events of a run, in order
  public Audit(List<RunEvent> truth) {
    this.truth = Source.of("truth", truth, TrueEvents.TYPES);
    this.carts =
        truth.stream()
            .map(RunEvent::stream)
            .filter(stream -> stream.startsWith(CART))
            .distinct()
            .map(cart -> Asked.of(cart, this.truth.of(cart)))
            .toList();
  }

  public AuditScore score(Source source) {
    return score(
        source.name(),
        (question, asked) -> Answers.of(question, asked, source),
        asked -> least(source.of(asked.cart())));
  }

  /// An answer is as certain as the least certain event that it may rest on.
  private static @Nullable Certainty least(List<RunEvent> events) {
    return events.stream()
        .map(RunEvent::certainty)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /// @param tables the legacy app's, as the run left them
  /// @throws SQLException if they cannot be read
  public AuditScore tables(DataSource tables) throws SQLException {
    TablesAlone alone = TablesAlone.read(tables);
    return score(TABLES, (question, asked) -> alone.answer(question, asked.cart()), _ -> null);
  }

  private AuditScore score(
      String source,
      BiFunction<Question, Asked, Told> answers,
      Function<Asked, @Nullable Certainty> claimed) {
    List<Answered> all = new ArrayList<>();
    for (Question question : Question.values()) {
      for (Asked asked : carts) {
        JsonNode so =
            Objects.requireNonNull(
                Answers.of(question, asked, truth).value(), "The truth knows everything");
        Told told = answers.apply(question, asked);
        all.add(
            new Answered(
                question,
                source,
                asked.cart(),
                so,
                told.value(),
                told.because(),
                claimed.apply(asked),
                outcome(so, told)));
      }
    }
    return AuditScore.of(source, all);
  }

  /// Whoever says what is not so and has no doubt about it is wrong without knowing it, also if
  /// another part of the answer is known to be unknown. A doubt about all of it is knowledge.
  private static Outcome outcome(JsonNode so, Told told) {
    if (told.value() == null) {
      return Outcome.KNOWN_UNKNOWN;
    }
    return switch (Agreement.of(so, told.value())) {
      case WHOLE -> told.isDoubted() ? Outcome.KNOWN_UNKNOWN : Outcome.RIGHT;
      case PARTLY -> Outcome.KNOWN_UNKNOWN;
      case NONE -> told.isDoubted() ? Outcome.KNOWN_UNKNOWN : Outcome.WRONG;
    };
  }
}
