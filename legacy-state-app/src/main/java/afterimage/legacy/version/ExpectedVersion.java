package afterimage.legacy.version;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;

/// What a sender expects the state to be before it is changed.
public sealed interface ExpectedVersion {

  /// Whatever it is, and also if there is nothing yet.
  record Any() implements ExpectedVersion {}

  /// Whatever it is, but there must be something.
  record Present() implements ExpectedVersion {}

  /// One of these. An empty list is never met.
  record OneOf(List<Version> versions) implements ExpectedVersion {
    public OneOf {
      versions = List.copyOf(versions);
    }
  }

  /// @param current empty if there is nothing yet
  default boolean admits(Optional<Version> current) {
    return switch (this) {
      case Any() -> true;
      case Present() -> current.isPresent();
      case OneOf(List<Version> versions) -> current.filter(versions::contains).isPresent();
    };
  }

  /// What is expected, in words that fit after "expected".
  default String describe() {
    return switch (this) {
      case Any() -> "any version";
      case Present() -> "it to exist";
      case OneOf(List<Version> versions) when versions.isEmpty() -> "a version it can never have";
      case OneOf(List<Version> versions) ->
          versions.stream().map(Version::toString).collect(joining(" or "));
    };
  }
}
