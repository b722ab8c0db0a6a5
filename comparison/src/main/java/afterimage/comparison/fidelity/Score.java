package afterimage.comparison.fidelity;

import java.util.List;

/// What a run is worth, in figures between 0 and 1 where they are shares. A share of nothing is 1.
///
/// @param truth what became of the true events
/// @param derived what the derived events are
/// @param recall how many of the true events were derived just as they were
/// @param precision how many of the derived events are just what happened
/// @param attributesKept of the attributes of true events that an event was derived for
/// @param orderKept of the neighbours among found events, over all streams, those in true order
/// @param boundariesKept of the commands with found events, those whose events are in one
///     transaction of their own
/// @param atItsCommand of the found events, those dated at the command they came from
/// @param commandsOff by how many commands the others are dated wrongly, on the average of all
///     found
/// @param actorKept of the found events with an actor
/// @param reasonKept of the found events with a reason
public record Score(
    int trueEvents,
    int derivedEvents,
    Tally truth,
    Tally derived,
    double recall,
    double precision,
    double attributesKept,
    double orderKept,
    double boundariesKept,
    double atItsCommand,
    double commandsOff,
    double actorKept,
    double reasonKept,
    List<Claim> certainty,
    List<OfType> types) {

  public Score {
    certainty = List.copyOf(certainty);
    types = List.copyOf(types);
  }

  /// What events of one certainty claim, and what they deserve.
  ///
  /// @param certainty `stated`, `exact`, `inferred` or `ambiguous`
  /// @param right just what happened
  /// @param incomplete nothing wrong in them, but something is not there
  /// @param wrong did not happen, or not so
  public record Claim(String certainty, int events, int right, int incomplete, int wrong) {}

  /// The events of one type, of both sides.
  public record OfType(
      String type,
      int trueEvents,
      int derivedEvents,
      Tally truth,
      Tally derived,
      double recall,
      double precision,
      List<OfAttribute> attributes) {
    public OfType {
      attributes = List.copyOf(attributes);
    }
  }

  /// One attribute of found events of a type.
  public record OfAttribute(
      String attribute, int kept, int lost, int wrong, int lessPrecise, int added) {}

  public static Score of(Judgement judgement) {
    return new Scoring(judgement).score();
  }
}
