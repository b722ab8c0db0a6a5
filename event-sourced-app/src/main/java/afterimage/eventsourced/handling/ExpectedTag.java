package afterimage.eventsourced.handling;

import static java.util.stream.Collectors.joining;

import java.util.List;

/// What the sender of a command expects a stream to be before it is changed.
public sealed interface ExpectedTag {

  /// Whatever it is, and also if it has not begun.
  record Any() implements ExpectedTag {}

  /// Whatever it is, but it must have begun.
  record Present() implements ExpectedTag {}

  /// One of these tags; a stream's tag is its version. An empty list is never met.
  record OneOf(List<String> tags) implements ExpectedTag {
    public OneOf {
      tags = List.copyOf(tags);
    }
  }

  /// @param version 0 if the stream has not begun
  default boolean admits(long version) {
    return switch (this) {
      case Any() -> true;
      case Present() -> version > 0;
      case OneOf(List<String> tags) -> version > 0 && tags.contains(Long.toString(version));
    };
  }

  /// What is expected, in words that fit after "expected".
  default String describe() {
    return switch (this) {
      case Any() -> "any version";
      case Present() -> "it to exist";
      case OneOf(List<String> tags) when tags.isEmpty() -> "a version it can never have";
      case OneOf(List<String> tags) ->
          tags.stream().map(tag -> '"' + tag + '"').collect(joining(" or "));
    };
  }
}
