package afterimage.cli.server;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// The report of the demo that is being served.
@Path("/report")
public final class ReportResource {

  private static volatile @Nullable String html;

  public static void publish(String report) {
    html = report;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public String report() {
    String report = html;
    if (report == null) {
      throw new NotFoundException("There is no report yet; the demo is still at work");
    }
    return report;
  }
}
