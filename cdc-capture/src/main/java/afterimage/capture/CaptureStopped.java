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
}
