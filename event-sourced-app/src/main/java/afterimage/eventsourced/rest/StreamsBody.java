package afterimage.eventsourced.rest;

import afterimage.store.StreamHead;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A page of the streams of a store as JSON, by name.
@Schema(name = "StreamsPage")
record StreamsBody(List<Head> streams) {

  /// What is said of a stream is that of its last event.
  @Schema(name = "StreamHead")
  record Head(String stream, long version, long position, String type, Instant recordedAt) {
    private static Head of(StreamHead head) {
      return new Head(
          head.stream().value(), head.version(), head.position(), head.type(), head.recordedAt());
    }
  }

  static StreamsBody of(List<StreamHead> heads) {
    return new StreamsBody(heads.stream().map(Head::of).toList());
  }
}
