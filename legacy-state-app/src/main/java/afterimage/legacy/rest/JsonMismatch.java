package afterimage.legacy.rest;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/// JSON of another shape than expected. Quarkus answers this one itself, with no problem or no body
/// at all, unless a mapper for just this exception is there.
@Provider
class JsonMismatch extends ExceptionMapperBase<MismatchedInputException> {

  @Override
  protected HttpProblem toProblem(MismatchedInputException mismatch) {
    // The extension's own mappers of such mistakes name the field as well.
    return HttpProblem.builder()
        .withStatus(Status.BAD_REQUEST)
        .withTitle(Status.BAD_REQUEST.getReasonPhrase())
        .with("field", JsonMistake.path(mismatch))
        .build();
  }
}
