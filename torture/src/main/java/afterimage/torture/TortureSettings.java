package afterimage.torture;

import afterimage.torture.fault.Moment;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// How much of what.
///
/// @param faults how many at least
/// @param time how long at least
/// @param kinds what goes wrong
/// @param moments of the kills, one after the other
/// @param writers at once
/// @param launch the command that becomes a [afterimage.torture.fault.VictimProcess]
public record TortureSettings(
    int faults,
    Duration time,
    long seed,
    Set<Kind> kinds,
    List<Moment> moments,
    int writers,
    List<String> launch) {

  /// What goes wrong.
  public enum Kind {
    /// The pipeline is killed.
    KILL,
    /// Its connections to the source are cut, go silent, or stand still.
    CUT,
    /// Many more writers write for a while, and a large transaction comes.
    FLOOD
  }

  public TortureSettings {
    kinds = EnumSet.copyOf(kinds);
    moments = List.copyOf(moments);
    launch = List.copyOf(launch);
  }
}
