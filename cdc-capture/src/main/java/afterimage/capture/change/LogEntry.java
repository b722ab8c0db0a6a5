package afterimage.capture.change;

/// What the log holds of a transaction, one after the other.
public sealed interface LogEntry permits RowChange, Message {

  Position position();
}
