package afterimage.comparison.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that a comparison found out; `report.json` is this, field by field.
///
/// @param format of this shape; it grows when a field changes its meaning
/// @param verdict in one sentence
/// @param divergences commands to which the two apps answered differently; no losses, but a reason
///     not to trust the rest
/// @param losses what was lost, in words
/// @param shipments what the legacy app's subscriber received, oldest first
public record Report(
    int format,
    Instant made,
    Setting setting,
    String verdict,
    Counts counts,
    List<String> divergences,
    List<String> losses,
    List<StreamReport> streams,
    List<JsonNode> shipments) {

  public static final int FORMAT = 1;

  public Report {
    divergences = List.copyOf(divergences);
    losses = List.copyOf(losses);
    streams = List.copyOf(streams);
    shipments = List.copyOf(shipments);
  }

  /// What was measured with.
  ///
  /// @param reproduce the command that makes this report again
  public record Setting(
      String scenario,
      String afterimage,
      String server,
      String capture,
      List<String> mappings,
      String reproduce) {
    public Setting {
      mappings = List.copyOf(mappings);
    }
  }

  /// Invariants: `trueEvents` = recovered + altered + missing; `derivedEvents` = recovered +
  /// altered + invented; `rowChanges` = explained + ignored + unexplained.
  ///
  /// @param eventSourced the same for the event-sourced app's own events
  public record Counts(
      int commands,
      int transactions,
      int rowChanges,
      int explained,
      int ignored,
      int unexplained,
      Fidelity derived,
      Fidelity eventSourced) {}

  /// @param events how many were held against the true ones
  public record Fidelity(
      int trueEvents, int events, int recovered, int altered, int missing, int invented) {

    /// How many true events came through at all.
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public int found() {
      return recovered + altered;
    }

    /// How many true events came through just as they were, of all.
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public double recall() {
      return trueEvents == 0 ? 1 : (double) recovered / trueEvents;
    }
  }

  /// One stream, such as `cart-101`.
  ///
  /// @param now what everybody says the state is
  /// @param timeline the state after each event, from the true and from the derived stream
  public record StreamReport(
      String stream,
      List<Step> steps,
      List<TrueEventLine> trueEvents,
      List<DerivedEventLine> derivedEvents,
      List<RowChangeLine> rowChanges,
      StateNow now,
      List<Moment> timeline) {
    public StreamReport {
      steps = List.copyOf(steps);
      trueEvents = List.copyOf(trueEvents);
      derivedEvents = List.copyOf(derivedEvents);
      rowChanges = List.copyOf(rowChanges);
      timeline = List.copyOf(timeline);
    }
  }

  /// A command and all that came of it; the numbers point into the lists of its stream, from 1.
  public record Step(
      int step,
      String command,
      String actor,
      int legacyStatus,
      int eventSourcedStatus,
      List<Integer> trueEvents,
      List<Integer> rowChanges,
      List<Integer> derivedEvents) {
    public Step {
      trueEvents = List.copyOf(trueEvents);
      rowChanges = List.copyOf(rowChanges);
      derivedEvents = List.copyOf(derivedEvents);
    }
  }

  /// @param derived the number of the derived event that stands for it; null if it is missing
  /// @param eventSourced what became of it in the event-sourced app's own stream
  public record TrueEventLine(
      int number,
      int step,
      String type,
      JsonNode data,
      String words,
      VerdictLine verdict,
      @Nullable Integer derived,
      VerdictLine eventSourced) {}

  /// @param truth the number of the true event that it stands for; null if it is invented
  public record DerivedEventLine(
      int number,
      int step,
      String type,
      JsonNode data,
      String words,
      String certainty,
      String pattern,
      String mapping,
      long transaction,
      String commit,
      List<Integer> ordinals,
      VerdictLine verdict,
      @Nullable Integer truth) {
    public DerivedEventLine {
      ordinals = List.copyOf(ordinals);
    }
  }

  /// @param kind `recovered`, `altered`, `merged`, `split`, `moved`, `missing` or `invented`
  /// @param words for a table, such as `altered: reason lost`
  public record VerdictLine(String kind, String words, List<DifferenceLine> differences) {
    public VerdictLine {
      differences = List.copyOf(differences);
    }
  }

  /// @param kind `lost`, `wrong`, `less precise` or `added`
  public record DifferenceLine(
      String attribute, String kind, @Nullable JsonNode truth, @Nullable JsonNode derived) {}

  /// @param position in the source's history: commit and ordinal
  /// @param reading `explained`, `ignored` or `unexplained`
  /// @param because why it was ignored or is unexplained; null if explained
  public record RowChangeLine(
      int number,
      int step,
      long transaction,
      String position,
      String table,
      String operation,
      @Nullable JsonNode before,
      @Nullable JsonNode after,
      String words,
      String reading,
      @Nullable String because) {}

  public record StateNow(JsonNode legacy, JsonNode eventSourced, JsonNode derived, boolean agree) {}

  /// @param after how many events of each stream
  /// @param trueEvent null if the true stream has no more
  /// @param derivedEvent null if the derived stream has no more
  public record Moment(
      int after,
      @Nullable String trueEvent,
      @Nullable JsonNode trueState,
      @Nullable String derivedEvent,
      @Nullable JsonNode derivedState) {}
}
