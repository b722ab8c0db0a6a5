package afterimage.cli.twoapps;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A server that has a token, as it must beyond loopback.
@QuarkusTest
@QuarkusTestResource(value = BothApps.class, restrictToAnnotatedClass = true)
@TestProfile(TokenTest.Guarded.class)
class TokenTest {

  private static final String TOKEN = "correct horse battery staple";

  /// Where a server listens that others may reach.
  public static final class Guarded implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("afterimage.token", TOKEN);
    }
  }

  /// What changes something, of each app.
  private static final List<String> CHANGES =
      List.of(
          "POST /carts/1/checkout",
          "DELETE /carts/1",
          "POST /carts/1/items {}",
          "PUT /articles/apple {\"unitPrice\":1.00}",
          "POST /streams/cart-1/reverts {\"version\":1}",
          "POST /streams/cart-1/compensations {\"without\":1}",
          "POST /projections/removals/rebuild",
          "POST /legacy/carts/1/checkout",
          "PUT /legacy/articles/apple {\"unitPrice\":1.00}",
          "PUT /legacy/faults/checkout {\"fault\":\"none\"}");

  @TestHTTPResource private URI server;

  @Test
  void what_changes_something_needs_the_token_in_both_apps() throws Exception {
    for (String change : CHANGES) {
      HttpResponse<String> without = send(change, null);
      assertThat(without.statusCode()).as(change).isEqualTo(401);
      assertThat(without.headers().firstValue("WWW-Authenticate")).as(change).contains("Bearer");
      assertThat(without.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      assertThat(without.body())
          .contains("\"type\":\"urn:afterimage:problem:token-needed\"")
          .contains("What changes something here needs a token");
      assertThat(send(change, "wrong").statusCode()).as(change).isEqualTo(401);
      assertThat(send(change, TOKEN).statusCode()).as(change).isNotEqualTo(401);
    }
  }

  @Test
  void what_reads_needs_none() throws Exception {
    assertThat(send("POST /buttons/lamp/presses {\"presses\":1}", TOKEN).statusCode())
        .isEqualTo(200);
    for (String question :
        List.of(
            "GET /buttons/lamp",
            "GET /events",
            "GET /projections",
            "GET /streams/button-lamp/audit",
            "POST /streams/button-lamp/what-if {\"without\":1}",
            "GET /legacy/faults/checkout",
            "GET /q/openapi")) {
      assertThat(send(question, null).statusCode()).as(question).isEqualTo(200);
    }
  }

  private HttpResponse<String> send(String request, @org.jspecify.annotations.Nullable String token)
      throws Exception {
    String[] parts = request.split(" ", 3);
    HttpRequest.Builder builder = HttpRequest.newBuilder(server.resolve(parts[1]));
    if (parts.length == 3) {
      builder.header("Content-Type", "application/json");
    }
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    builder.method(
        parts[0], parts.length == 3 ? BodyPublishers.ofString(parts[2]) : BodyPublishers.noBody());
    return HttpClient.newHttpClient().send(builder.build(), BodyHandlers.ofString());
  }
}
