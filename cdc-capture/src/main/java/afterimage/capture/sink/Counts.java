package afterimage.capture.sink;

import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.ReadChange;
import afterimage.capture.translate.Reading;
import afterimage.capture.translate.Translation;
import java.util.List;

/// What was made of row changes, and how certain the events are.
final class Counts {

  private long explained;
  private long ignored;
  private long unexplained;
  private long events;
  private long stated;
  private long exact;
  private long inferred;
  private long ambiguous;

  static Counts of(List<Translation> translations) {
    Counts counts = new Counts();
    translations.forEach(counts::add);
    return counts;
  }

  void add(Translation translation) {
    add(translation.readings());
    translation.events().forEach(this::add);
  }

  void add(List<ReadChange> readings) {
    for (ReadChange read : readings) {
      switch (read.reading()) {
        case Reading.Explained _ -> explained++;
        case Reading.Ignored _ -> ignored++;
        case Reading.Unexplained _ -> unexplained++;
      }
    }
  }

  void add(DerivedEvent event) {
    events++;
    switch (event.provenance().certainty()) {
      case STATED -> stated++;
      case EXACT -> exact++;
      case INFERRED -> inferred++;
      case AMBIGUOUS -> ambiguous++;
    }
  }

  boolean isNothing() {
    return explained + ignored + unexplained + events == 0;
  }

  long explained() {
    return explained;
  }

  long ignored() {
    return ignored;
  }

  long unexplained() {
    return unexplained;
  }

  long events() {
    return events;
  }

  long stated() {
    return stated;
  }

  long exact() {
    return exact;
  }

  long inferred() {
    return inferred;
  }

  long ambiguous() {
    return ambiguous;
  }
}
