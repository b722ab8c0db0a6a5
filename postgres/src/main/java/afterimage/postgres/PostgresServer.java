package afterimage.postgres;

/// A server on which databases are created and dropped. Closing an embedded one stops it and
/// removes its data; closing a given one leaves it as it is.
public sealed interface PostgresServer extends AutoCloseable permits EmbeddedServer, GivenServer {

  /// Starts a PostgreSQL of our own on a free loopback port, durable and with logical decoding.
  ///
  /// @throws ServerProblem if it does not start
  static PostgresServer embedded() {
    return EmbeddedServer.start();
  }

  /// One whose log is not made for logical decoding, as an application has it before it is
  /// captured.
  ///
  /// @throws ServerProblem if it does not start
  static PostgresServer embeddedWithoutDecoding() {
    return EmbeddedServer.start(true, "replica");
  }

  /// A server that runs already. Databases are created from the one that the URL names.
  ///
  /// @throws ServerProblem if it does not answer
  static PostgresServer at(Database maintenance) {
    return GivenServer.at(maintenance);
  }

  /// The database of this name on this server, whether it exists or not.
  Database database(String name);

  /// Creates a database.
  ///
  /// @throws ServerProblem if the server refuses
  Database create(String name);

  /// Drops a database, ending the sessions in it. A database that is not there is no error.
  ///
  /// @throws ServerProblem if the server refuses
  void drop(String name);

  /// What it is, in words for one line: kind, version and address, never a password.
  String describe();

  /// Whether it was started for us, and does nothing else.
  boolean isOurs();

  @Override
  void close();
}
