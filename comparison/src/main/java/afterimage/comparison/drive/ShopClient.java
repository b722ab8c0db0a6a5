package afterimage.comparison.drive;

import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Sender;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/// One app's REST interface. Both have the same vocabulary.
public final class ShopClient implements Shop {

  private final HttpClient http;
  private final String base;
  private final String query;
  private final Optional<String> token;

  /// One that has no token.
  ///
  /// @param base where the app's paths begin, such as `http://localhost:8080/legacy`
  /// @param query what every request carries, such as `store=derived`; may be empty
  public ShopClient(HttpClient http, String base, String query) {
    this(http, base, query, Optional.empty());
  }

  /// @param token what the app wants to be shown by whoever changes something
  public ShopClient(HttpClient http, String base, String query, Optional<String> token) {
    this.http = http;
    this.base = base;
    this.query = query;
    this.token = token;
  }

  @Override
  public Answer send(Command command, Sender sender) {
    Call call = Call.of(command);
    HttpRequest.Builder request =
        request(call.path(), call.query())
            .header("Actor", Call.encoded(sender.actor()))
            .header("Idempotency-Key", sender.commandId());
    token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
    if (sender.reason() != null) {
      request.header("Reason", Call.encoded(sender.reason()));
    }
    if (call.body() != null) {
      request.header("Content-Type", "application/json");
    }
    return answer(
        request.method(
            call.method(),
            call.body() == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(Json.of(call.body()).text())));
  }

  @Override
  public Answer state(String stream) {
    return answer(request(path(stream), "").GET());
  }

  /// The state of a stream as it was after its event of that version.
  public Answer state(String stream, long version) {
    return answer(request(path(stream), "version=" + version).GET());
  }

  /// Anything else below the base.
  public Answer get(String path) {
    return answer(request(path, "").GET());
  }

  private static String path(String stream) {
    int dash = stream.indexOf('-');
    return "/%ss/%s".formatted(stream.substring(0, dash), stream.substring(dash + 1));
  }

  private HttpRequest.Builder request(String path, String more) {
    String all = query.isEmpty() || more.isEmpty() ? query + more : query + "&" + more;
    return HttpRequest.newBuilder(URI.create(base + path + (all.isEmpty() ? "" : "?" + all)))
        .header("Accept", "application/json, application/problem+json")
        .timeout(Duration.ofSeconds(30));
  }

  private Answer answer(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      JsonNode body =
          response.body().isBlank()
              ? JsonNodeFactory.instance.objectNode()
              : new Json(response.body()).tree();
      return new Answer(response.statusCode(), body);
    } catch (IOException | IllegalArgumentException e) {
      throw new DriveProblem("%s %s: %s".formatted(request.method(), request.uri(), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriveProblem(request.uri() + ": interrupted", e);
    }
  }
}
