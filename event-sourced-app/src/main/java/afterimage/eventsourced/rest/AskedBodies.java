package afterimage.eventsourced.rest;

import afterimage.eventsourced.asking.Change;
import afterimage.eventsourced.asking.Difference;
import afterimage.eventsourced.asking.RootCause;
import afterimage.eventsourced.asking.Subject;
import afterimage.eventsourced.asking.WhatIf;
import afterimage.eventsourced.handling.Folded;
import afterimage.eventsourced.handling.Refused;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The answers to what is asked of a stream, as JSON. What is not known, or does not apply, is
/// absent; `certainty` is that of the weakest event behind an answer, and absent unless events were
/// derived.
public final class AskedBodies {

  private AskedBodies() {}

  /// @param position of the last event in it
  /// @param present whether there was something then; the state is shown in any case
  @Schema(name = "StreamState")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record State(
      String stream,
      long version,
      long position,
      boolean present,
      @Schema(type = SchemaType.OBJECT, implementation = Object.class) JsonNode state,
      @Nullable String certainty) {

    static <S> State of(Subject<?, S, ?> subject, Folded<S> folded) {
      return new State(
          subject.handler().stream().value(),
          folded.version(),
          folded.position(),
          subject.handler().present().test(folded.state()),
          subject.show(folded.state()),
          Answers.certainty(folded));
    }
  }

  /// @param version of the stream's last event, whether it is on this page or not
  @Schema(name = "AuditTrail")
  public record Trail(String stream, long version, List<Told> changes) {}

  /// @param words who did what and why, as a sentence
  @Schema(name = "AuditedChange")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Told(
      long version,
      String type,
      Instant happenedAt,
      Instant recordedAt,
      String words,
      @Nullable String actor,
      @Nullable String reason,
      @Nullable String commandId,
      @Nullable Cause causedBy,
      @Nullable String certainty,
      List<Difference> differences) {

    static Told of(Change change) {
      return new Told(
          change.version(),
          change.type(),
          change.happenedAt(),
          change.recordedAt(),
          change.words(),
          change.actor(),
          change.reason(),
          change.commandId(),
          change
              .causedBy()
              .map(cause -> new Cause(cause.stream(), cause.version(), cause.words()))
              .orElse(null),
          change.certainty().map(Answers::text).orElse(null),
          change.differences());
    }
  }

  @Schema(name = "AuditedCause")
  public record Cause(String stream, long version, String words) {}

  /// @param first absent if the condition never held
  @Schema(name = "RootCause")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record First(
      String stream,
      String condition,
      @Nullable Told first,
      boolean holdsNow,
      @Nullable String certainty) {

    static First of(String stream, String condition, RootCause cause) {
      return new First(
          stream,
          condition,
          cause.first().map(Told::of).orElse(null),
          cause.holdsNow(),
          cause.certainty().map(Answers::text).orElse(null));
    }
  }

  /// @param compensation the events that would bring the present there; absent if none do
  @Schema(name = "WhatIf")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Outcome(
      String stream,
      List<Step> steps,
      @Schema(type = SchemaType.OBJECT, implementation = Object.class) JsonNode present,
      @Schema(type = SchemaType.OBJECT, implementation = Object.class) JsonNode outcome,
      List<Difference> differences,
      @Nullable List<Event> compensation,
      @Nullable String certainty) {

    static <E> Outcome of(Subject<?, ?, E> subject, WhatIf<E> whatIf) {
      return new Outcome(
          subject.handler().stream().value(),
          whatIf.steps().stream().map(Step::of).toList(),
          whatIf.present(),
          whatIf.outcome(),
          whatIf.differences(),
          whatIf
              .compensation()
              .map(events -> events.stream().map(event -> Event.of(subject, event)).toList())
              .orElse(null),
          whatIf.certainty().map(Answers::text).orElse(null));
    }
  }

  /// @param fate `same`, `left-out`, `replaced`, `different`, `nothing` or `refused`
  @Schema(name = "WhatIfStep")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Step(
      long version,
      String type,
      String words,
      @Schema(enumeration = {"same", "left-out", "replaced", "different", "nothing", "refused"})
          String fate,
      @Nullable Refusal refused,
      @Schema(type = SchemaType.OBJECT, implementation = Object.class) JsonNode really,
      @Schema(type = SchemaType.OBJECT, implementation = Object.class) JsonNode otherwise) {

    static Step of(WhatIf.Step step) {
      return new Step(
          step.version(),
          step.type(),
          step.words(),
          step.fate().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          step.refused().map(Refusal::of).orElse(null),
          step.really(),
          step.otherwise());
    }
  }

  @Schema(name = "WhatIfRefusal")
  public record Refusal(String type, String detail) {
    static Refusal of(Refused refused) {
      return new Refusal(Problems.TYPE + refused.problem(), String.valueOf(refused.getMessage()));
    }
  }

  @Schema(name = "CompensatingEvent")
  public record Event(
      String type,
      @Schema(type = SchemaType.OBJECT, implementation = Object.class) JsonNode data,
      String words) {

    static <E> Event of(Subject<?, ?, E> subject, E event) {
      return new Event(
          subject.handler().codec().type(event),
          subject.handler().codec().data(event).tree(),
          subject.words(event));
    }
  }
}
