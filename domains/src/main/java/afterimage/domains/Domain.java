package afterimage.domains;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// A schema to play with, in a database schema of its name.
public enum Domain {
  LIBRARY,
  BILLING;

  public String schema() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The SQL that makes its tables in an empty database.
  public String tables() {
    String file = "/domains/%s/schema.sql".formatted(schema());
    try (InputStream in = Objects.requireNonNull(Domain.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Work on tables that are empty, in order.
  ///
  /// @param seed the same one gives the same statements
  /// @param transactions how many, at least
  public List<Transaction> load(long seed, int transactions) {
    return switch (this) {
      case LIBRARY -> new LibraryLoad(seed).run(transactions);
      case BILLING -> new BillingLoad(seed).run(transactions);
    };
  }
}
