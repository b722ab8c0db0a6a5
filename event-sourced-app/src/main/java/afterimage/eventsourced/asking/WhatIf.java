package afterimage.eventsourced.asking;

import afterimage.eventsourced.handling.Refused;
import afterimage.store.Certainty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// What would have come of a stream that went otherwise. Nothing of it happens: it is read, decided
/// and folded, and neither appended nor told to anybody.
///
/// @param steps in the order in which they would have come
/// @param compensation the events that would bring the present there; empty if none do
/// @param certainty the weakest of the events it rests on; empty if none was derived
/// @param <E> events
public record WhatIf<E>(
    List<Step> steps,
    JsonNode present,
    JsonNode outcome,
    List<Difference> differences,
    Optional<List<E>> compensation,
    Optional<Certainty> certainty) {

  public WhatIf {
    steps = List.copyOf(steps);
    differences = List.copyOf(differences);
  }

  /// @param version of the event that it is about
  /// @param words what really happened there, or would have in its place
  /// @param fate what would have become of it
  /// @param refused which rule would have forbidden it, if one would have
  /// @param really the state after that event as it was
  /// @param otherwise the state after this step as it would have been
  public record Step(
      long version,
      String type,
      String words,
      Fate fate,
      Optional<Refused> refused,
      JsonNode really,
      JsonNode otherwise) {}

  /// What becomes of an event in a history that went otherwise.
  public enum Fate {
    /// It happens as it did.
    SAME,
    /// It had not happened, as was asked.
    LEFT_OUT,
    /// It is the one that was asked for in the place of the real one.
    REPLACED,
    /// Somebody asks the same, and something else comes of it: 10 % of less is less.
    DIFFERENT,
    /// Somebody asks the same, and it is so already.
    NOTHING,
    /// Somebody asks the same, and a rule forbids it.
    REFUSED
  }
}
