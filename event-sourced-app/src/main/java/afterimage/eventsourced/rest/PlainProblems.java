package afterimage.eventsourced.rest;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives the problems that come from outside the shop what they lack: a type, and a detail that
/// says where and what. Refusals pass as they are. Going over a problem twice changes nothing, so
/// another app in the same server may do the same.
@ApplicationScoped
class PlainProblems implements ProblemPostProcessor {

  private static final URI NO_TYPE = URI.create("about:blank");

  @Override
  public HttpProblem apply(HttpProblem problem, ProblemContext context) {
    if (context.cause instanceof HttpProblem) {
      return problem;
    }
    HttpProblem.Builder whole = HttpProblem.builder(problem);
    if (problem.getType() == null) {
      whole.withType(NO_TYPE);
    }
    List<Violation> violations = violations(problem);
    if (!violations.isEmpty()) {
      // They come in no order; the same request should give the same answer.
      return whole.with("violations", violations).withDetail(detail(violations)).build();
    }
    return whole.withDetail(detail(problem, context)).build();
  }

  private static List<Violation> violations(HttpProblem problem) {
    return problem.getParameters().get("violations") instanceof List<?> list
        ? list.stream()
            .filter(Violation.class::isInstance)
            .map(Violation.class::cast)
            .sorted(
                Comparator.<Violation, String>comparing(v -> v.in)
                    .thenComparing(v -> v.field)
                    .thenComparing(v -> v.message))
            .toList()
        : List.of();
  }

  private static String detail(List<Violation> violations) {
    return violations.stream()
        .map(v -> (v.field.isEmpty() ? v.in : v.field) + " " + v.message)
        .collect(joining("; ", "", "."));
  }

  private static @Nullable String detail(HttpProblem problem, ProblemContext context) {
    for (Throwable cause = context.cause; cause != null; cause = cause.getCause()) {
      if (cause instanceof JsonProcessingException mistake) {
        return BodyMistake.describe(mistake);
      }
    }
    return switch (problem.getStatusCode()) {
      case 404 -> "There is nothing at %s; /q/openapi lists what there is.".formatted(context.path);
      case 405 ->
          "%s does not take this method; /q/openapi lists those it takes.".formatted(context.path);
      case 406 -> "%s answers with application/json only.".formatted(context.path);
      case 415 -> "%s takes application/json only.".formatted(context.path);
      case 500 -> "The request could not be carried out; the log of the server says why.";
      default -> problem.getDetail();
    };
  }
}
