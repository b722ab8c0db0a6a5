package afterimage.comparison.ladder;

import afterimage.comparison.drive.Shop;
import afterimage.postgres.PostgresServer;
import java.nio.file.Path;
import javax.sql.DataSource;

/// What a ladder stands in: a server, the mappings, and the two apps as plain objects.
public interface RungWorld {

  /// What the legacy app says of itself, beside its rows.
  enum Stating {
    NOTHING,
    /// A message in its transaction: who, why, and what it is about.
    INTENT,
    /// Domain events, in a table, in its transaction.
    OUTBOX
  }

  /// Where each rung gets databases of its own.
  PostgresServer server();

  /// The folder with the mappings of the rungs: `mappings/ladder`.
  Path mappings();

  /// The legacy app over a database in which its tables are made.
  ///
  /// @param source stays the caller's to close
  Shop legacy(DataSource source, Stating stating);

  /// The same with its publication of checkouts.
  ///
  /// @param source stays the caller's to close
  Publishing publishing(DataSource source, Stating stating);

  /// The event-sourced app over a database in which its store is made.
  ///
  /// @param source stays the caller's to close
  Shop eventSourced(DataSource source);
}
