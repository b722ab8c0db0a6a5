package afterimage.eventsourced.rest;

import afterimage.eventsourced.projection.RebuildState;
import afterimage.eventsourced.projection.RowPage;
import afterimage.store.Json;
import afterimage.store.projection.Fresh;
import afterimage.store.projection.ProjectionStatus;
import afterimage.store.projection.Rebuilding;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Projections as JSON. The command line answers in the same shapes.
public final class ProjectionBodies {

  private ProjectionBodies() {}

  /// How fresh a projection is.
  ///
  /// @param version of the code that made its tables
  /// @param position up to which all events are in it
  /// @param readable the position up to which there are events to read
  /// @param lag how many positions lie between the two; not each has an event
  /// @param behind for how long the first event that is not in it has been recorded
  @Schema(name = "ProjectionFreshness")
  public record Freshness(
      int version,
      long position,
      long readable,
      long lag,
      @Schema(type = SchemaType.STRING, format = "duration") String behind) {
    static Freshness of(ProjectionStatus status) {
      return new Freshness(
          status.version(),
          status.position(),
          status.readable(),
          status.lag(),
          text(status.behind()));
    }

    private static String text(Duration behind) {
      return behind.truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString();
    }
  }

  @Schema(name = "Projections")
  public record All(List<One> projections) {
    static All of(List<ProjectionStatus> statuses) {
      return new All(statuses.stream().map(One::of).toList());
    }
  }

  /// @param rebuilding up to which position one is built beside it; absent if none is
  @Schema(name = "Projection")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record One(String projection, Freshness freshness, @Nullable Long rebuilding) {
    static One of(ProjectionStatus status) {
      return new One(
          status.name(),
          Freshness.of(status),
          status.rebuilding().map(Rebuilding::position).orElse(null));
    }
  }

  /// @param unread streams that are not followed beyond an event that cannot be read: the first
  ///     ten; absent if there are none
  @Schema(name = "ProjectionRows")
  public record Rows(
      String projection,
      Freshness freshness,
      @Schema(type = SchemaType.ARRAY, implementation = Object.class) List<JsonNode> rows,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Unread> unread) {
    static Rows of(Fresh<RowPage> page) {
      return new Rows(
          page.status().name(),
          Freshness.of(page.status()),
          page.value().rows().stream().map(Json::tree).toList(),
          page.value().unread().stream()
              .map(unread -> new Unread(unread.stream(), unread.version(), unread.problem()))
              .toList());
    }
  }

  /// @param version of the event that cannot be read
  @Schema(name = "UnreadStream")
  public record Unread(String stream, long version, String problem) {}

  /// @param position up to which the new tables have everything
  /// @param problem why it failed
  @Schema(name = "Rebuild")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Rebuild(
      String projection,
      @Schema(enumeration = {"none", "running", "interrupted", "done", "failed"}) String state,
      long position,
      long readable,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String problem) {
    /// One that was waited for.
    public static Rebuild done(String projection, long position) {
      return new Rebuild(projection, "done", position, position, null, null, null);
    }

    static Rebuild of(String projection, RebuildState state) {
      return new Rebuild(
          projection,
          state.phase().name().toLowerCase(Locale.ROOT),
          state.position(),
          state.readable(),
          state.startedAt().orElse(null),
          state.endedAt().orElse(null),
          state.problem().orElse(null));
    }
  }

  /// Several, from the command line.
  public record Rebuilt(List<Rebuild> rebuilt) {}
}
