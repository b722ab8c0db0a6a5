package afterimage.cli.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.capture.LargeTransaction;
import afterimage.capture.Pulse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

class MetricsPortTest {

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Pulse pulse = new Pulse(() -> now);
  private final StringWriter said = new StringWriter();

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    String url = said.toString().strip().replace("Metrics: ", "").replace("/metrics", path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private MetricsPort open() {
    return MetricsPort.open(0, "shop", pulse, new PrintWriter(said));
  }

  @Test
  void what_was_stored_is_counted_under_the_pipelines_name() throws Exception {
    try (MetricsPort _ = open()) {
      pulse.found(40, 100);
      pulse.storedLarge(new LargeTransaction(7, LogSequenceNumber.valueOf("0/30"), 10, 9, 2));

      HttpResponse<String> metrics = get("/metrics");
      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThat(metrics.body().lines())
          .contains(
              "afterimage_capture_transactions_total{pipeline=\"shop\",} 1.0",
              "afterimage_capture_row_changes_total{pipeline=\"shop\",} 10.0",
              "afterimage_capture_events_total{pipeline=\"shop\",} 9.0",
              "afterimage_capture_unexplained_total{pipeline=\"shop\",} 2.0",
              "afterimage_capture_restarts_total{pipeline=\"shop\",} 0.0",
              "afterimage_capture_baseline_rows{pipeline=\"shop\",} 40.0",
              "afterimage_capture_healthy{pipeline=\"shop\",} 1.0",
              "afterimage_capture_state{pipeline=\"shop\",state=\"BASELINE\",} 1.0",
              "afterimage_capture_state{pipeline=\"shop\",state=\"STREAMING\",} 0.0");
      assertThat(metrics.body()).contains("afterimage_capture_seconds_since_progress{");
    }
  }

  @Test
  void it_is_live_while_it_gets_on_and_not_because_a_thread_is_alive() throws Exception {
    try (MetricsPort _ = open()) {
      assertThat(get("/health/live").statusCode()).isEqualTo(200);
      now = now.plus(MetricsPort.PATIENCE).plus(Duration.ofSeconds(1));
      HttpResponse<String> stuck = get("/health/live");
      assertThat(stuck.statusCode()).isEqualTo(503);
      assertThat(stuck.body())
          .isEqualTo("STARTING\nSTARTING, and did not get on since 2026-01-01T00:00:00Z\n");
      assertThat(get("/metrics").body().lines())
          .contains("afterimage_capture_healthy{pipeline=\"shop\",} 0.0");

      pulse.found(1, 100);
      HttpResponse<String> again = get("/health/live");
      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(again.body()).isEqualTo("BASELINE\n");
    }
  }

  @Test
  void it_listens_on_loopback_alone_and_a_port_that_is_taken_is_told() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> MetricsPort.open(taken.getLocalPort(), "shop", pulse, new PrintWriter(said)))
          .hasMessageStartingWith("--metrics-port %d: ".formatted(taken.getLocalPort()))
          .hasMessageEndingWith("Name a port that is free");
    }
    MetricsPort.open(null, "shop", pulse, new PrintWriter(said)).close();
    assertThat(said.toString()).isEmpty();
    try (MetricsPort _ = open()) {
      assertThat(said.toString()).startsWith("Metrics: http://127.0.0.1:");
    }
  }
}
