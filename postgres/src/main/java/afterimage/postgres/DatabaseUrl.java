package afterimage.postgres;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the address of a database in the forms that people have at hand.
final class DatabaseUrl {

  private static final String FORMS =
      "Expected postgresql://user:password@host:port/database or"
          + " jdbc:postgresql://host:port/database?user=…&password=…";

  private DatabaseUrl() {}

  static Database parse(String url) {
    String text = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      // The reason and the index, not the input: it may hold a password.
      throw new IllegalArgumentException(
          "--url: %s at character %d. %s".formatted(e.getReason(), e.getIndex(), FORMS));
    }
    if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
      throw new IllegalArgumentException(
          "--url: the scheme is %s. %s".formatted(uri.getScheme(), FORMS));
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("--url: no host, or more than one. " + FORMS);
    }
    Map<String, String> options = query(uri.getRawQuery());
    String[] login =
        uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
    String userOption = options.remove("user");
    String passwordOption = options.remove("password");
    String user = login.length > 0 ? decode(login[0]) : userOption;
    String name = uri.getRawPath() == null ? "" : decode(uri.getRawPath().replaceFirst("^/", ""));
    return of(
        uri.getHost().replaceAll("[\\[\\]]", ""),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        name,
        user,
        login.length > 1 ? decode(login[1]) : passwordOption,
        options);
  }

  static Optional<Database> fromEnvironment(Map<String, String> environment) {
    String host = environment.get("PGHOST");
    String port = environment.get("PGPORT");
    String name = environment.get("PGDATABASE");
    if (host == null && port == null && name == null) {
      return Optional.empty();
    }
    if (host != null && host.startsWith("/")) {
      throw new IllegalArgumentException(
          "PGHOST: %s is a socket's folder. Expected a host name; the driver speaks TCP only"
              .formatted(host));
    }
    int number;
    try {
      number = port == null ? 5432 : Integer.parseInt(port);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("PGPORT: %s is not a number".formatted(port));
    }
    String sslmode = environment.get("PGSSLMODE");
    return Optional.of(
        of(
            host == null ? "localhost" : host,
            number,
            name == null ? "" : name,
            environment.get("PGUSER"),
            environment.get("PGPASSWORD"),
            sslmode == null ? Map.of() : Map.of("sslmode", sslmode)));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Database of(
      String host,
      int port,
      String name,
      @Nullable String user,
      @Nullable String password,
      Map<String, String> options) {
    // As libpq does: the system's user, and a database of the user's name.
    String login = user == null ? System.getProperty("user.name") : user;
    return new Database(host, port, name.isEmpty() ? login : name, login, password, options);
  }

  private static Map<String, String> query(@Nullable String query) {
    Map<String, String> options = new LinkedHashMap<>();
    if (query != null && !query.isEmpty()) {
      for (String pair : query.split("&")) {
        String[] parts = pair.split("=", 2);
        options.put(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "");
      }
    }
    return options;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
