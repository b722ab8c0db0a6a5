package afterimage.access;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Lets nobody change anything who does not show the token, whichever app it is in.
@Singleton
class TokenFilter {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Access access;

  TokenFilter(
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = Access.TOKEN) Optional<String> token) {
    this.access = Access.of(host, token);
  }

  /// Makes it at once, so that a server without a token stops at its start and not at a request.
  void start(@Observes StartupEvent started) {}

  @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
  public void filter(ContainerRequestContext request, ResourceInfo resource) {
    Optional<String> shown =
        Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    boolean reads =
        READING.contains(request.getMethod())
            || resource.getResourceMethod().isAnnotationPresent(ChangesNothing.class);
    if (!reads && !access.admits(shown)) {
      throw needed(shown.isPresent());
    }
  }

  private static HttpProblem needed(boolean wrong) {
    return HttpProblem.builder()
        .withType(URI.create("urn:afterimage:problem:token-needed"))
        .withTitle("Token needed")
        .withStatus(401)
        .withDetail(
            wrong
                ? "Authorization does not have the token of this server."
                : "What changes something here needs a token; send it as Authorization: Bearer ….")
        .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }
}
