package afterimage.comparison.report.ladder;

/// A file that no report can be made of.
public final class UnreadableReport extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnreadableReport(String message) {
    super(message);
  }

  UnreadableReport(String message, Throwable cause) {
    super(message, cause);
  }
}
