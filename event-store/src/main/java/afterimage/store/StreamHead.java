package afterimage.store;

import java.time.Instant;

/// Where a stream has come to.
///
/// @param version of its last event
/// @param position of its last event
/// @param type of its last event
/// @param recordedAt when its last event was recorded
public record StreamHead(
    StreamId stream, long version, long position, String type, Instant recordedAt) {}
