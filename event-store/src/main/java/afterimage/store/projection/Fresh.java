package afterimage.store.projection;

/// What was read from a projection, and how fresh it was.
///
/// @param position up to which all events are in it
public record Fresh<T>(T value, long position) {}
