package afterimage.eventsourced.rest;

import afterimage.eventsourced.handling.Refused;
import afterimage.eventsourced.handling.UnreadableEvent;
import afterimage.eventsourced.handling.VersionDiffers;
import afterimage.store.StoreProblem;
import afterimage.store.VersionConflict;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.sql.SQLException;

/// What goes wrong in the shop, as problems over HTTP. All other errors (malformed JSON, a path not
/// there) are made into problems by the extension that `HttpProblem` comes from. Nothing here is
/// registered with the server, so it cannot stand in the way of another app's errors.
final class Problems {

  private static final System.Logger LOG = System.getLogger(Problems.class.getName());
  static final String TYPE = "urn:afterimage:problem:";

  private Problems() {}

  /// Something to be done, for an answer.
  @FunctionalInterface
  interface Work<T> {
    T done() throws SQLException, InterruptedException;
  }

  /// Does the work; what the shop throws becomes an [HttpProblem].
  static <T> T translated(Work<T> work) {
    try {
      return work.done();
    } catch (Refused refused) {
      throw of(refused);
    } catch (VersionDiffers differs) {
      throw of(differs);
    } catch (VersionConflict crowd) {
      throw problem(
              503,
              "stream-busy",
              "Others wrote to stream %s each time before this request could; send it again."
                  .formatted(crowd.stream()))
          .withHeader(HttpHeaders.RETRY_AFTER, 1)
          .build();
    } catch (UnreadableEvent unreadable) {
      throw problem(500, "event-unreadable", sentence(unreadable)).build();
    } catch (StoreProblem | SQLException unavailable) {
      // What the driver says may name hosts and users; that is for the log.
      LOG.log(Level.ERROR, unavailable.getMessage(), unavailable);
      throw problem(
              503,
              "store-unavailable",
              "The event store did not answer; the server's log says why. Send it again later.")
          .build();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw problem(503, "server-ending", "The server is ending. Send it again later.").build();
    }
  }

  /// JSON of another shape than expected, which Quarkus answers with no problem, or no body at all.
  /// A resource has its own mapper call this: a provider would be the whole server's.
  static Response unread(MismatchedInputException mismatch, UriInfo uri) {
    HttpProblem problem =
        HttpProblem.builder()
            .withTitle(Status.BAD_REQUEST.getReasonPhrase())
            .withStatus(Status.BAD_REQUEST)
            // The extension's own mappers of such mistakes name the field as well.
            .with("field", BodyMistake.path(mismatch))
            .build();
    return ExceptionMapperBase.postProcessorsRegistry
        .applyPostProcessing(problem, ProblemContext.of(mismatch, uri))
        .toResponse();
  }

  static HttpProblem badRequest(String detail) {
    return HttpProblem.builder()
        .withType(URI.create("about:blank"))
        .withTitle("Bad Request")
        .withStatus(400)
        .withDetail(detail)
        .build();
  }

  private static HttpProblem of(Refused refused) {
    HttpProblem.Builder problem = problem(status(refused), refused.problem(), sentence(refused));
    if (status(refused) == 503) {
      problem.withHeader(HttpHeaders.RETRY_AFTER, 1);
    }
    return problem.build();
  }

  private static HttpProblem of(VersionDiffers differs) {
    HttpProblem.Builder problem = problem(412, "version-differs", sentence(differs));
    if (differs.current() > 0) {
      String tag = Answers.tag(differs.current());
      problem.withHeader(HttpHeaders.ETAG, tag).with("current", tag);
    }
    return problem.build();
  }

  private static HttpProblem.Builder problem(int status, String name, String detail) {
    return HttpProblem.builder()
        .withType(URI.create(TYPE + name))
        .withTitle(title(name))
        .withStatus(status)
        .withDetail(detail);
  }

  private static int status(Refused refused) {
    return switch (refused.problem()) {
      case "idempotency-key-reused", "condition-wrong", "replay-impossible" -> 422;
      case "position-not-reached", "readers-too-many" -> 503;
      case String problem when problem.endsWith("-unknown") -> 404;
      default -> 409;
    };
  }

  private static String sentence(RuntimeException said) {
    return String.valueOf(said.getMessage());
  }

  /// `Cart checked out` for `cart-checked-out`.
  static String title(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('-', ' ');
  }
}
