package afterimage.capture.source;

import afterimage.postgres.Database;

/// How long an answer of the source may take. Without a bound a connection whose other end is gone
/// without a word is waited for until the operating system gives up, which may be hours.
final class SilentNetwork {

  /// Seconds; more than a slot waits for open transactions.
  private static final String PATIENCE = "60";

  private SilentNetwork() {}

  /// The same database, unless its URL says another `socketTimeout`.
  static Database bounded(Database database) {
    return database.withDefault("socketTimeout", PATIENCE).withDefault("tcpKeepAlive", "true");
  }
}
