package afterimage.bench;

/// One measured thing.
///
/// @param measure what was done
/// @param ours what our side made, with its unit
/// @param baseline what it is compared with made, with its unit; empty if a time is measured
/// @param value the ratio, or the time in milliseconds
/// @param target what is to be reached
public record Figure(String measure, String ours, String baseline, double value, Target target) {

  /// What a value must be.
  public sealed interface Target {

    record AtLeast(double value) implements Target {}

    record AtMost(double value) implements Target {}

    /// In milliseconds.
    record Within(double milliseconds) implements Target {}

    /// Nothing is to be reached.
    record Reported() implements Target {}

    default boolean met(double value) {
      return switch (this) {
        case AtLeast(double least) -> value >= least;
        case AtMost(double most) -> value <= most;
        case Within(double most) -> value <= most;
        case Reported() -> true;
      };
    }

    default String describe() {
      return switch (this) {
        case AtLeast(double least) -> "at least %.2f".formatted(least);
        case AtMost(double most) -> "at most %.2f".formatted(most);
        case Within(double most) -> "at most %.0f ms".formatted(most);
        case Reported() -> "";
      };
    }
  }

  public boolean met() {
    return target.met(value);
  }

  public String result() {
    return target instanceof Target.Within ? "%.1f ms".formatted(value) : "%.2f".formatted(value);
  }
}
