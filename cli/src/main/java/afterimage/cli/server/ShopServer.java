package afterimage.cli.server;

import afterimage.access.Access;
import afterimage.cli.BadConfiguration;
import afterimage.comparison.drive.ShopClient;
import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Both apps and the report on one port.
public final class ShopServer implements AutoCloseable {

  private final String base;
  private final Thread thread;
  private final Optional<String> token;
  private final HttpClient http = HttpClient.newHttpClient();

  private ShopServer(String base, Thread thread, Optional<String> token) {
    this.base = base;
    this.thread = thread;
    this.token = token;
  }

  /// @param port 0 for any that is free
  /// @throws BadConfiguration if it would listen beyond this machine and has no token
  /// @throws ServerProblem if it does not start, for one because the port is taken
  public static ShopServer start(
      String host, int port, Database legacy, Database events, Database derived) {
    Optional<String> token = token(host);
    int bound = free(host, port);
    source("legacy", legacy);
    source("events", events);
    source("derived", derived);
    System.setProperty("quarkus.http.host", host);
    System.setProperty("quarkus.http.port", Integer.toString(bound));
    App.started = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .name("shop server")
            .start(() -> Quarkus.run(App.class, (code, failure) -> App.ended(failure)));
    try {
      App.started.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerProblem("The server of the apps was interrupted while it started", e);
    } catch (ExecutionException e) {
      throw new ServerProblem(
          "The server of the apps did not start on %s:%d: %s"
              .formatted(host, bound, String.valueOf(e.getCause())),
          e);
    }
    return new ShopServer("http://%s:%d".formatted(reachable(host), bound), thread, token);
  }

  /// What whoever changes something there has to show; empty if everybody may.
  ///
  /// @throws BadConfiguration if it would listen beyond this machine and has no token
  public static Optional<String> token(String host) {
    Optional<String> given =
        Optional.ofNullable(System.getenv("AFTERIMAGE_TOKEN")).filter(token -> !token.isBlank());
    try {
      return Access.of(host, given).token();
    } catch (IllegalArgumentException e) {
      throw new BadConfiguration(String.valueOf(e.getMessage()), e);
    }
  }

  /// From this machine: all addresses is none to call.
  private static String reachable(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      String name = address.isAnyLocalAddress() ? "127.0.0.1" : host;
      return name.contains(":") ? "[" + name + "]" : name;
    } catch (UnknownHostException e) {
      return host;
    }
  }

  /// A client of one of the apps that has the token.
  ///
  /// @param path where the app's paths begin, such as `/legacy`; may be empty
  /// @param query what every request carries; may be empty
  public ShopClient client(String path, String query) {
    return new ShopClient(http, base + path, query, token);
  }

  /// Such as `http://127.0.0.1:8080`.
  public String base() {
    return base;
  }

  @Override
  public void close() {
    Quarkus.asyncExit(0);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Asked beforehand, because the server would say it in many lines and not name the remedy.
  private static int free(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ServerProblem(
          "%s:%d: the apps cannot listen there: %s. Take another port with --port, or 0 for any"
              .formatted(host, port, e.getMessage()),
          e);
    }
  }

  private static void source(String name, Database database) {
    String prefix = "quarkus.datasource." + name;
    System.setProperty(prefix + ".jdbc.url", database.jdbcUrl());
    System.setProperty(prefix + ".username", database.user());
    if (database.password() != null) {
      System.setProperty(prefix + ".password", database.password());
    }
  }

  /// Says that it runs, and then waits to be ended.
  public static final class App implements QuarkusApplication {

    private static CompletableFuture<Boolean> started = new CompletableFuture<>();

    @Override
    public int run(String... args) {
      started.complete(true);
      Quarkus.waitForExit();
      return 0;
    }

    private static void ended(@Nullable Throwable failure) {
      started.completeExceptionally(
          failure == null ? new IllegalStateException("it ended at once") : failure);
    }
  }
}
