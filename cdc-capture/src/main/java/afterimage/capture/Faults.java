package afterimage.capture;

import afterimage.capture.mapping.MappingProblems;
import afterimage.capture.source.SourceProblem;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which failures pass by themselves, and which need a person.
final class Faults {

  /// Wrong password or login, no such database, a right that is missing.
  private static final Set<String> REFUSALS = Set.of("28P01", "28000", "3D000", "42501");

  /// The same failure so often, though both databases answer, will not pass.
  private static final int MOST_OF_THE_SAME = 8;

  private String last = "";
  private int same;

  /// @param hadWorked whether it captured before, since it was started
  boolean needsPerson(Exception e, boolean hadWorked) {
    if (e instanceof MappingProblems
        || e instanceof CaptureStopped
        || (e instanceof SourceProblem problem && problem.isLasting())) {
      return true;
    }
    if (!hadWorked && state(e) != null && REFUSALS.contains(state(e))) {
      return true;
    }
    String message = String.valueOf(e.getMessage());
    same = message.equals(last) ? same + 1 : 1;
    last = message;
    return same >= MOST_OF_THE_SAME && !isAbsence(e);
  }

  void wentWell() {
    last = "";
    same = 0;
  }

  private static @Nullable String state(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return null;
  }

  /// Whether somebody did not answer, or had no room: that may last as long as it likes.
  static boolean isAbsence(Throwable e) {
    String state = state(e);
    if (state != null) {
      return state.startsWith("08")
          || state.startsWith("57")
          || state.startsWith("53")
          || state.startsWith("55")
          || state.startsWith("58");
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }
}
