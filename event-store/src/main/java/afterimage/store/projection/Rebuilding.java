package afterimage.store.projection;

/// A projection that is being built beside the live one.
///
/// @param position up to which everything is built
/// @param running whether somebody is at it; if not, it was killed, and the next one to rebuild
///     goes on there
public record Rebuilding(long position, boolean running) {}
