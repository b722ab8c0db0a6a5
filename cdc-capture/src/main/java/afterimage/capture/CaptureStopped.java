package afterimage.capture;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.translate.ReadChange;
import afterimage.capture.translate.Reading;

/// Capture came to a row change that nothing explains, and the mapping says to stop there.
public final class CaptureStopped extends RuntimeException {

  private static final long serialVersionUID = 1;

  CaptureStopped(String pipeline, ChangeSet changeSet, ReadChange read) {
    super(
        ("Pipeline %s stopped before transaction %d (%s): its %s of %s is not explained: %s."
                + " Extend the mapping, or set unexplained: keep")
            .formatted(
                pipeline,
                changeSet.transaction(),
                changeSet.commit().asString(),
                read.change().operation(),
                read.change().table(),
                read.reading() instanceof Reading.Unexplained(var columns, String reason)
                    ? reason + (columns.isEmpty() ? "" : " " + columns)
                    : ""));
  }

  private CaptureStopped(String message) {
    super(message);
  }

  /// A transaction that is too large to be parked itself would overtake one that is.
  static CaptureStopped behindParked(String pipeline, ChangeSet changeSet) {
    return new CaptureStopped(
        ("Pipeline %s stopped before transaction %d (%s): it is too large to be parked, and touches a"
                + " stream in which another is. Release that one first: capture --release-parked")
            .formatted(pipeline, changeSet.transaction(), changeSet.commit().asString()));
  }
}
