package afterimage.comparison.audit;

import afterimage.store.Certainty;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How one source answers the twelve questions about all carts of a run.
///
/// @param source `truth`, `tables` or the label of a rung
/// @param questions each once, in order
/// @param mistaken how many answers were wrong without knowing it, by what was claimed
public record AuditScore(
    String source, List<OfQuestion> questions, SortedMap<Certainty, Integer> mistaken) {

  public AuditScore {
    questions = List.copyOf(questions);
    mistaken = Collections.unmodifiableSortedMap(new TreeMap<>(mistaken));
  }

  /// @param carts how many were asked about
  /// @param examples of each outcome one, as far as there is one
  public record OfQuestion(
      Question question,
      int carts,
      int right,
      int knownUnknown,
      int wrong,
      List<Answered> examples) {
    public OfQuestion {
      examples = List.copyOf(examples);
      if (right + knownUnknown + wrong != carts) {
        throw new IllegalArgumentException(
            "%s: %d right, %d known to be unknown, %d wrong; expected %d in all"
                .formatted(question, right, knownUnknown, wrong, carts));
      }
    }
  }

  public static AuditScore of(String source, List<Answered> all) {
    List<OfQuestion> questions = new ArrayList<>();
    for (Question question : Question.values()) {
      List<Answered> here = all.stream().filter(a -> a.question() == question).toList();
      List<Answered> examples = new ArrayList<>();
      for (Outcome outcome : Outcome.values()) {
        first(here, outcome).ifPresent(examples::add);
      }
      questions.add(
          new OfQuestion(
              question,
              here.size(),
              count(here, Outcome.RIGHT),
              count(here, Outcome.KNOWN_UNKNOWN),
              count(here, Outcome.WRONG),
              examples));
    }
    SortedMap<Certainty, Integer> mistaken = new TreeMap<>();
    for (Answered answer : all) {
      if (answer.outcome() == Outcome.WRONG && answer.claimed() != null) {
        mistaken.merge(answer.claimed(), 1, Integer::sum);
      }
    }
    return new AuditScore(source, questions, mistaken);
  }

  private static int count(List<Answered> answers, Outcome outcome) {
    return (int) answers.stream().filter(answer -> answer.outcome() == outcome).count();
  }

  private static Optional<Answered> first(List<Answered> answers, Outcome outcome) {
    return answers.stream().filter(answer -> answer.outcome() == outcome).findFirst();
  }

  @JsonIgnore
  public int asked() {
    return questions.stream().mapToInt(OfQuestion::carts).sum();
  }

  public int right() {
    return questions.stream().mapToInt(OfQuestion::right).sum();
  }

  public int knownUnknown() {
    return questions.stream().mapToInt(OfQuestion::knownUnknown).sum();
  }

  public int wrong() {
    return questions.stream().mapToInt(OfQuestion::wrong).sum();
  }
}
