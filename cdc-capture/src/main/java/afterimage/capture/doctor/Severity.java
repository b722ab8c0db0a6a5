package afterimage.capture.doctor;

/// How much a finding matters.
public enum Severity {
  /// Capture cannot start, or would make the application fail.
  BLOCKS,
  /// Capture runs, and something is not in what it reads.
  LOSES,
  /// All is well until something else happens.
  RISKS,
  /// Good to know.
  NOTE
}
