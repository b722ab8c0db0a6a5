package afterimage.eventsourced.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import afterimage.eventsourced.handling.ExpectedTag;
import afterimage.eventsourced.handling.Request;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The headers that every command may have: which version it is for, who sends it and why, and the
/// key by which it is known if it comes again.
final class CommandHeaders {

  static final String ACTOR = "Actor";
  static final String REASON = "Reason";
  static final String KEY = "Idempotency-Key";

  static final int MOST_ACTOR = 100;
  static final int MOST_REASON = 200;

  private static final Predicate<String> ASCII = Pattern.compile("[ -~]+").asMatchPredicate();
  private static final Pattern QUOTED = Pattern.compile("\"(.*)\"");
  private static final Predicate<String> KEY_FORM =
      Pattern.compile("[!#-~]{1,100}").asMatchPredicate();
  private static final Predicate<String> TAGS = Pattern.compile(IfMatch.FORM).asMatchPredicate();

  private final HttpHeaders headers;
  private final List<Violation> violations = new ArrayList<>();

  private CommandHeaders(HttpHeaders headers) {
    this.headers = headers;
  }

  /// @throws HttpProblem that names all that is wrong
  static Request request(HttpHeaders headers) {
    CommandHeaders read = new CommandHeaders(headers);
    Request request =
        new Request(
            read.expected(),
            read.words(ACTOR, MOST_ACTOR),
            read.words(REASON, MOST_REASON),
            read.key(),
            null);
    if (!read.violations.isEmpty()) {
      throw HttpProblem.builder(
              Problems.badRequest(
                  read.violations.stream()
                      .map(v -> v.field + " " + v.message)
                      .collect(joining("; ", "", "."))))
          .with("violations", read.violations)
          .build();
    }
    return request;
  }

  private ExpectedTag expected() {
    @Nullable String tags = headers.getHeaderString(HttpHeaders.IF_MATCH);
    if (tags != null && !TAGS.test(tags)) {
      wrong(HttpHeaders.IF_MATCH, IfMatch.MESSAGE);
      return new ExpectedTag.Any();
    }
    return IfMatch.expected(tags);
  }

  private @Nullable String key() {
    @Nullable String key = headers.getHeaderString(KEY);
    if (key == null) {
      return null;
    }
    // As the draft of the IETF has it, or as most people send it.
    String bare = QUOTED.matcher(key).replaceFirst("$1");
    if (!KEY_FORM.test(bare)) {
      wrong(KEY, "must be 1 to 100 visible ASCII characters, with or without double quotes");
    }
    return bare;
  }

  private @Nullable String words(String header, int most) {
    @Nullable String value = headers.getHeaderString(header);
    if (value == null) {
      return null;
    }
    String decoded = ASCII.test(value) ? decoded(value) : "";
    int length = decoded.codePointCount(0, decoded.length());
    if (length < 1
        || length > most
        || decoded.chars().anyMatch(c -> Character.isISOControl(c) || c == '\uFFFD')) {
      wrong(
          header,
          "must be 1 to %d characters, none of them a control, percent-encoded where not ASCII"
              .formatted(most));
    }
    return decoded;
  }

  /// Empty if it cannot be decoded.
  private static String decoded(String value) {
    try {
      // In a form a plus is a space; in a header it is a plus.
      return URLDecoder.decode(value.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private void wrong(String header, String message) {
    violations.add(Violation.In.header.field(header).message(message));
  }
}
