package afterimage.eventsourced.rest;

import static afterimage.eventsourced.rest.Requests.add;
import static afterimage.eventsourced.rest.Requests.assertProblem;
import static afterimage.eventsourced.rest.Requests.assertRefused;
import static afterimage.eventsourced.rest.Requests.bodiless;
import static afterimage.eventsourced.rest.Requests.press;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afterimage.store.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TwoStores.class)
class LiveEventsTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TestHTTPResource("/events/live")
  private URI live;

  /// A reader of server-sent events; each event as `id type`, a mere position as `id`.
  private static final class Reader implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpResponse<java.io.InputStream> response;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    Reader(URI uri, @Nullable String last) throws Exception {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
      if (last != null) {
        request.header("Last-Event-ID", last);
      }
      response = http.send(request.build(), BodyHandlers.ofInputStream());
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        String id = "";
        String data = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("id:")) {
            id = line.substring(3).strip();
          } else if (line.startsWith("data:")) {
            data += line.substring(5).strip();
          } else if (line.isEmpty() && !id.isEmpty()) {
            seen.add(data.isEmpty() ? id : id + " " + new Json(data).tree().path("type").asText());
            id = "";
            data = "";
          }
        }
      } catch (IOException e) {
        // It was closed.
      }
    }

    List<String> events() {
      return seen.stream().filter(event -> event.contains(" ")).toList();
    }

    void awaitEvents(int count) {
      await().atMost(LONG).until(() -> events().size() >= count);
    }

    @Override
    public void close() throws IOException {
      response.body().close();
      http.shutdownNow();
    }
  }

  private URI live(String query) {
    return URI.create(live + "?" + query);
  }

  @Test
  void events_come_as_they_are_recorded_and_who_was_cut_off_misses_none() throws Exception {
    String last;
    try (Reader reader = new Reader(live("streams=cart-6101"), null)) {
      assertThat(reader.response.statusCode()).isEqualTo(200);
      assertThat(reader.response.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
      // It says where it begins, so that nothing is missed by who is cut off before the first
      // event.
      await().atMost(LONG).until(() -> !reader.seen.isEmpty());
      String position = add(6101, "banana", 1, "1.00").header("Position");
      press("live-6101", 1);
      reader.awaitEvents(1);
      assertThat(reader.events()).containsExactly(position + " ItemAdded");
      last = position;
    }
    Requests.discount(6101, "0.10");
    Requests.checkOut(6101);
    try (Reader reader = new Reader(live("streams=cart-6101&after=0"), last)) {
      reader.awaitEvents(2);
      assertThat(reader.events())
          .extracting(event -> event.substring(event.indexOf(' ') + 1))
          .containsExactly("DiscountApplied", "CheckedOut");
    }
    try (Reader reader = new Reader(live("streams=cart-6101&after=0&type=ItemAdded"), null)) {
      reader.awaitEvents(1);
      assertThat(reader.events()).containsExactly(last + " ItemAdded");
    }
  }

  @Test
  void without_a_place_it_begins_with_what_comes_from_now_on() throws Exception {
    add(6102, "banana", 1, "1.00");
    try (Reader reader = new Reader(live("streams=cart-6102"), null)) {
      await().atMost(LONG).until(() -> !reader.seen.isEmpty());
      Requests.checkOut(6102);
      reader.awaitEvents(1);
      assertThat(reader.events()).singleElement().asString().endsWith(" CheckedOut");
    }
  }

  @Test
  void what_cannot_be_followed_is_a_problem() {
    assertProblem(
        bodiless().header("Last-Event-ID", "yesterday").get("/events/live"),
        400,
        "about:blank",
        "last must be a whole number of at most 18 digits.");
    assertRefused(
        bodiless().get("/events/live?store=best"),
        404,
        "store-unknown",
        "There is no store best; expected one of: derived, true.");
  }

  @Test
  void more_readers_than_there_are_places_are_asked_to_come_back() throws Exception {
    List<Reader> readers = new java.util.ArrayList<>();
    try {
      for (int i = 0; i < LiveEvents.MOST + 1; i++) {
        Reader reader = new Reader(live("streams=nothing-"), null);
        readers.add(reader);
        if (reader.response.statusCode() == 503) {
          break;
        }
      }
      assertThat(readers.getLast().response.statusCode()).isEqualTo(503);
      assertThat(readers.getLast().response.headers().firstValue("Retry-After")).contains("1");
    } finally {
      for (Reader reader : readers) {
        reader.close();
      }
    }
    // Who has gone leaves the place to others.
    await()
        .atMost(LONG)
        .until(
            () -> {
              try (Reader reader = new Reader(live("streams=nothing-"), null)) {
                return reader.response.statusCode() == 200;
              }
            });
  }
}
