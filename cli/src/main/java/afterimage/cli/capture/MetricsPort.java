package afterimage.cli.capture;

import afterimage.capture.Pulse;
import afterimage.cli.BadConfiguration;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// A capture's metrics and its liveness over HTTP, for this machine only. It is live as long as it
/// gets on, or has nothing to get on with.
// The registry that Quarkus brings; its successor would be a second one.
@SuppressWarnings("deprecation")
final class MetricsPort implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final @Nullable HttpServer server;

  private MetricsPort(@Nullable HttpServer server) {
    this.server = server;
  }

  /// @param port 0 for any; null for none at all
  static MetricsPort open(@Nullable Integer port, String name, Pulse pulse, PrintWriter err) {
    if (port == null) {
      return new MetricsPort(null);
    }
    PrometheusMeterRegistry registry = registry(name, pulse);
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
      server.createContext("/metrics", exchange -> answer(exchange, 200, registry.scrape()));
      server.createContext(
          "/health/live",
          exchange -> {
            Pulse.Health health = pulse.health(PATIENCE);
            answer(
                exchange,
                health.isWell() ? 200 : 503,
                "%s\n%s".formatted(pulse.state(), health.why()).strip() + "\n");
          });
      server.start();
      err.println("Metrics: http://127.0.0.1:%d/metrics".formatted(server.getAddress().getPort()));
      err.flush();
      return new MetricsPort(server);
    } catch (IOException | IllegalArgumentException e) {
      throw new BadConfiguration(
          "--metrics-port %d: %s. Name a port that is free".formatted(port, e.getMessage()), e);
    }
  }

  private static PrometheusMeterRegistry registry(String name, Pulse pulse) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().commonTags("pipeline", name);
    count(registry, "transactions", pulse, Pulse::transactions);
    count(registry, "row_changes", pulse, Pulse::changes);
    count(registry, "events", pulse, Pulse::events);
    count(registry, "unexplained", pulse, Pulse::unexplained);
    count(registry, "restarts", pulse, Pulse::restarts);
    Gauge.builder("afterimage.capture.baseline.rows", pulse, Pulse::baselineRows)
        .register(registry);
    Gauge.builder("afterimage.capture.healthy", pulse, p -> p.health(PATIENCE).isWell() ? 1 : 0)
        .register(registry);
    Gauge.builder(
            "afterimage.capture.seconds_since_progress",
            pulse,
            p -> Duration.between(p.moved(), Instant.now()).toMillis() / 1000.0)
        .register(registry);
    for (Pulse.State state : Pulse.State.values()) {
      Gauge.builder("afterimage.capture.state", pulse, p -> p.state() == state ? 1 : 0)
          .tag("state", state.name())
          .register(registry);
    }
    return registry;
  }

  private static void count(
      PrometheusMeterRegistry registry, String what, Pulse pulse, ToDoubleFunction<Pulse> of) {
    FunctionCounter.builder("afterimage.capture." + what, pulse, of).register(registry);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
  }
}
