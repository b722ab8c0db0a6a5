package afterimage.capture.source;

/// A transaction of which a part has come.
///
/// @param changes how many row changes of it
record Receiving(long transaction, int changes) {}
