package afterimage.capture.source;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.TableId;
import afterimage.postgres.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postgresql.replication.LogSequenceNumber;

/// Makes, inspects and removes the slot and the publication on the source database.
public final class SlotSetup {

  /// How long the server may wait for open transactions before a slot can be made.
  private static final String PATIENCE = "30s";

  private final Database database;
  private final Slot slot;

  public SlotSetup(Database database, Slot slot) {
    this.database = database;
    this.slot = slot;
  }

  /// Makes publication and slot for tables that are empty.
  ///
  /// @return where the slot starts
  /// @throws SourceProblem if the server, the login or a table cannot be captured; then nothing is
  ///     left behind
  public LogSequenceNumber create(Collection<TableId> tables, Catalog catalog) {
    return create(tables, catalog, true);
  }

  /// Makes publication and slot for what comes from now on, whatever the tables hold.
  ///
  /// @return where the slot starts
  /// @throws SourceProblem if the server, the login or a table cannot be captured; then nothing is
  ///     left behind
  public LogSequenceNumber createFromHere(Collection<TableId> tables, Catalog catalog) {
    return create(tables, catalog, false);
  }

  private LogSequenceNumber create(
      Collection<TableId> tables, Catalog catalog, boolean fromTheBeginning) {
    try (Connection connection = database.connect()) {
      refuseUnfit(connection);
      tables.forEach(table -> refuse(Refusal.ofTable(catalog.table(table).orElseThrow())));
      if (confirmed(connection).isPresent()) {
        throw problem(
            "the slot %s exists, but the store knows no checkpoint of it".formatted(slot.name()),
            "Drop it with SELECT pg_drop_replication_slot('%s'), or take another name"
                .formatted(slot.name()));
      }
      publish(connection, tables);
      try {
        LogSequenceNumber start = createSlot(connection);
        if (fromTheBeginning) {
          refuseNotEmpty(connection, tables);
        }
        return start;
      } catch (RuntimeException | SQLException e) {
        drop();
        throw e;
      }
    } catch (SQLException e) {
      throw new SourceProblem(
          "%s: %s. Nothing was left behind".formatted(database.address(), e.getMessage()), e);
    }
  }

  /// What a checkpoint taken now would be a checkpoint of.
  public SourceIdentity identity(Collection<TableId> tables, Catalog catalog) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT (SELECT system_identifier::text FROM pg_control_system()),
                       (SELECT timeline_id FROM pg_control_checkpoint())
                """)) {
      row.next();
      return new SourceIdentity(
          row.getString(1),
          row.getInt(2),
          database.name(),
          slot.name(),
          slot.publication(),
          SourceIdentity.describe(tables, catalog));
    } catch (SQLException e) {
      throw failed("its identity cannot be read", e);
    }
  }

  /// Up to where the slot has been acknowledged; empty if it does not exist.
  public Optional<LogSequenceNumber> confirmed() {
    try (Connection connection = database.connect()) {
      return confirmed(connection);
    } catch (SQLException e) {
      throw failed("the slot cannot be read", e);
    }
  }

  /// The tables that the publication publishes; empty if it does not exist.
  public Collection<TableId> published() {
    try (Connection connection = database.connect();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT schemaname, tablename FROM pg_publication_tables WHERE pubname = ?")) {
      query.setString(1, slot.publication());
      try (ResultSet row = query.executeQuery()) {
        Collection<TableId> tables = new TreeSet<>();
        while (row.next()) {
          tables.add(new TableId(row.getString(1), row.getString(2)));
        }
        return tables;
      }
    } catch (SQLException e) {
      throw failed("the publication cannot be read", e);
    }
  }

  /// Writes a mark into the log that capture will come to.
  ///
  /// @return a place before the end of the mark's commit, and after every earlier commit
  public LogSequenceNumber mark() {
    try (Connection connection = database.connect()) {
      return LogSequenceNumber.valueOf(
          text(connection, "SELECT pg_logical_emit_message(true, 'afterimage', 'mark')::text"));
    } catch (SQLException e) {
      throw failed("no mark can be written", e);
    }
  }

  /// Removes slot and publication, as far as they exist.
  public void drop() {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots
          WHERE slot_name = '%s' AND active_pid IS NOT NULL
          """
              .formatted(slot.name()));
      // The sender that held the slot lets go of it a moment after it was told to end.
      statement.execute(
          """
          DO $$
          DECLARE
            until CONSTANT timestamptz := clock_timestamp() + interval '10 s';
          BEGIN
            LOOP
              BEGIN
                PERFORM pg_drop_replication_slot(slot_name)
                  FROM pg_replication_slots WHERE slot_name = '%s';
                EXIT;
              EXCEPTION WHEN object_in_use THEN
                IF clock_timestamp() > until THEN RAISE; END IF;
                PERFORM pg_sleep(0.02);
              END;
            END LOOP;
          END $$
          """
              .formatted(slot.name()));
      statement.execute("DROP PUBLICATION IF EXISTS " + slot.publication());
    } catch (SQLException e) {
      throw failed("slot or publication cannot be removed", e);
    }
  }

  private void refuseUnfit(Connection connection) throws SQLException {
    refuse(Refusal.ofWalLevel(text(connection, "SHOW wal_level")));
    String may =
        text(
            connection,
            "SELECT (rolreplication OR rolsuper)::text FROM pg_roles WHERE rolname = current_user");
    refuse(Refusal.ofLogin(database.user(), Boolean.parseBoolean(may)));
    int most = Integer.parseInt(text(connection, "SHOW max_replication_slots"));
    refuse(Refusal.ofSlots(slots(connection), most));
  }

  private void refuse(Optional<Refusal> refusal) {
    if (refusal.isPresent()) {
      throw problem(refusal.get().what(), refusal.get().remedy());
    }
  }

  private void refuseNotEmpty(Connection connection, Collection<TableId> tables)
      throws SQLException {
    for (TableId table : tables) {
      if (text(connection, "SELECT EXISTS (SELECT FROM %s)::text".formatted(table.quoted()))
          .equals("true")) {
        throw problem(
            "%s holds rows already, whose history is not in the log".formatted(table),
            "Capture starts from empty tables; it cannot yet take rows that are there as a baseline");
      }
    }
  }

  private void publish(Connection connection, Collection<TableId> tables) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          // Rows in partitions come as rows of the table that a mapping names.
          "CREATE PUBLICATION %s FOR TABLE %s WITH (publish_via_partition_root = true)"
              .formatted(
                  slot.publication(),
                  tables.stream().map(TableId::quoted).collect(Collectors.joining(", "))));
    }
  }

  private LogSequenceNumber createSlot(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = '%s'".formatted(PATIENCE));
      try (ResultSet row =
          statement.executeQuery(
              "SELECT lsn::text FROM pg_create_logical_replication_slot('%s', 'pgoutput')"
                  .formatted(slot.name()))) {
        row.next();
        return LogSequenceNumber.valueOf(row.getString(1));
      }
    } catch (SQLException e) {
      if ("57014".equals(e.getSQLState())) {
        throw problem(
            "a slot waits for every open writing transaction, and these did not end within %s: %s"
                .formatted(PATIENCE, writers()),
            "End them, or wait, and start again");
      }
      throw e;
    }
  }

  private String writers() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT format('pid %s of %s, since %s', pid, usename, xact_start)
                FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()
                """)) {
      List<String> writers = new ArrayList<>();
      while (row.next()) {
        writers.add(row.getString(1));
      }
      return String.join("; ", writers);
    }
  }

  private Optional<LogSequenceNumber> confirmed(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT confirmed_flush_lsn::text FROM pg_replication_slots WHERE slot_name = ?")) {
      query.setString(1, slot.name());
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(LogSequenceNumber.valueOf(row.getString(1)))
            : Optional.empty();
      }
    }
  }

  private static List<String> slots(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT slot_name FROM pg_replication_slots ORDER BY 1")) {
      List<String> slots = new ArrayList<>();
      while (row.next()) {
        slots.add(row.getString(1));
      }
      return slots;
    }
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private SourceProblem problem(String what, String remedy) {
    return new SourceProblem("%s: %s. %s".formatted(database.address(), what, remedy));
  }

  private SourceProblem failed(String what, SQLException e) {
    return new SourceProblem("%s: %s: %s".formatted(database.address(), what, e.getMessage()), e);
  }
}
