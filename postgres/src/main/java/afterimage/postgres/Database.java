package afterimage.postgres;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/// Where a database is and how to log in to it. Its text form never shows the password.
///
/// @param options further properties of the driver, such as `sslmode`
public record Database(
    String host,
    int port,
    String name,
    String user,
    @Nullable String password,
    Map<String, String> options) {

  public Database {
    options = Map.copyOf(options);
  }

  /// Reads `jdbc:postgresql://…`, `postgresql://…` or `postgres://…`.
  ///
  /// @throws IllegalArgumentException that says what is wrong with the text
  public static Database parse(String url) {
    return DatabaseUrl.parse(url);
  }

  /// What `PGHOST`, `PGPORT`, `PGDATABASE`, `PGUSER`, `PGPASSWORD` and `PGSSLMODE` say, if one of
  /// the first three is set.
  ///
  /// @throws IllegalArgumentException that names the variable that cannot be used
  public static Optional<Database> fromEnvironment(Map<String, String> environment) {
    return DatabaseUrl.fromEnvironment(environment);
  }

  public Database named(String other) {
    return new Database(host, port, other, user, password, options);
  }

  /// With a property of the driver, unless it has another value already.
  public Database withDefault(String option, String value) {
    Map<String, String> more = new TreeMap<>(options);
    more.putIfAbsent(option, value);
    return new Database(host, port, name, user, password, more);
  }

  /// `host:port/name`, for messages.
  public String address() {
    return "%s:%d/%s".formatted(host.contains(":") ? "[" + host + "]" : host, port, name);
  }

  /// The URL for the driver, without user and password.
  public String jdbcUrl() {
    String query =
        new TreeMap<>(options)
            .entrySet().stream()
                .map(e -> e.getKey() + "=" + DatabaseUrl.encode(e.getValue()))
                .collect(Collectors.joining("&"));
    return "jdbc:postgresql://%s:%d/%s%s"
        .formatted(
            host.contains(":") ? "[" + host + "]" : host,
            port,
            DatabaseUrl.encode(name),
            query.isEmpty() ? "" : "?" + query);
  }

  /// A connection of its own for each call.
  public DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl());
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  /// A pool of at most `size` connections, opened as they are needed.
  public AgroalDataSource pool(int size) {
    var configuration =
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(size)
                        // A connection that the server ended is not handed out again.
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .acquisitionTimeout(Duration.ofSeconds(30))
                        .connectionFactoryConfiguration(
                            factory -> {
                              factory
                                  .jdbcUrl(jdbcUrl())
                                  .connectionProviderClassName("org.postgresql.Driver")
                                  .principal(new NamePrincipal(user));
                              if (password != null) {
                                factory.credential(new SimplePassword(password));
                              }
                              return factory;
                            }));
    try {
      return AgroalDataSource.from(configuration);
    } catch (SQLException e) {
      throw ServerProblem.of(this, e);
    }
  }

  /// @throws ServerProblem if the server does not let us in
  public Connection connect() {
    try {
      return dataSource().getConnection();
    } catch (SQLException e) {
      throw ServerProblem.of(this, e);
    }
  }

  /// A connection that speaks the replication protocol.
  ///
  /// @throws ServerProblem if the server does not let us in
  public Connection connectForReplication() {
    PGSimpleDataSource source = (PGSimpleDataSource) dataSource();
    source.setReplication("database");
    source.setAssumeMinServerVersion("10");
    source.setPreferQueryMode(PreferQueryMode.SIMPLE);
    try {
      return source.getConnection();
    } catch (SQLException e) {
      throw ServerProblem.of(this, e);
    }
  }

  @Override
  public String toString() {
    return user + "@" + address();
  }
}
