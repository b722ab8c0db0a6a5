package afterimage.capture.change;

/// A transactional logical message (`pg_logical_emit_message(true, prefix, content)`).
public record Message(Position position, String prefix, String content) implements LogEntry {

  /// The prefix of the marks that capture itself writes.
  public static final String OURS = "afterimage";
}
