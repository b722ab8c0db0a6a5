package afterimage.capture.source;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.Message;
import afterimage.capture.change.TableId;
import afterimage.postgres.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.postgresql.replication.LogSequenceNumber;

/// Makes, inspects and removes the slot and the publication on the source database.
public final class SlotSetup {

  /// How many seconds the server may wait for open transactions before a slot can be made.
  private static final int PATIENCE = 30;

  /// What checkpoints and the like write in a while, without anybody's doing.
  private static final int IDLE_BYTES = 16 * 1024;

  private static final String DENIED = "42501";

  private final Database database;
  private final Slot slot;

  public SlotSetup(Database database, Slot slot) {
    this.database = SilentNetwork.bounded(database);
    this.slot = slot;
  }

  public Slot slot() {
    return slot;
  }

  /// Whether a publication of this name is there, whoever made it.
  public boolean isPublished() {
    try (Connection connection = database.connect()) {
      return Publication.read(connection, slot.publication()).isPresent();
    } catch (SQLException e) {
      throw failed("the publication cannot be read", e);
    }
  }

  /// Refuses what cannot be captured, before anything is made.
  ///
  /// @throws SourceProblem if the server, the login or a table cannot be captured
  public void check(Collection<TableId> tables, Catalog catalog) {
    try (Connection connection = database.connect()) {
      new Fitness(database).check(connection, tables, catalog, slot.name());
    } catch (SQLException e) {
      throw failed("it cannot be examined", e);
    }
  }

  /// Refuses a publication that somebody else made and that does not give what is needed.
  ///
  /// @throws SourceProblem that says what is missing
  public void checkPublication(Collection<TableId> tables) {
    try (Connection connection = database.connect()) {
      Optional<Publication> there = Publication.read(connection, slot.publication());
      List<String> problems = there.map(p -> p.problems(tables)).orElse(List.of());
      if (!problems.isEmpty()) {
        throw problem(
            "a publication %s is there already, but does not fit: %s"
                .formatted(slot.publication(), String.join("; ", problems)),
            "Drop it, or let its owner make it anew: %s".formatted(publicationSql(tables)));
      }
    } catch (SQLException e) {
      throw failed("the publication cannot be read", e);
    }
  }

  /// Refuses a slot of this name that is there already: it is somebody else's.
  public void refuseTaken() {
    if (state().isPresent()) {
      throw problem(
          "the slot %s exists, but the store knows no checkpoint of it".formatted(slot.name()),
          "Drop it with SELECT pg_drop_replication_slot('%s'), or take another name"
              .formatted(slot.name()));
    }
  }

  /// The statement that makes the publication.
  public String publicationSql(Collection<TableId> tables) {
    return "CREATE PUBLICATION \"%s\" FOR TABLE %s WITH (publish_via_partition_root = true)"
        .formatted(
            slot.publication(),
            new TreeSet<>(tables).stream().map(TableId::quoted).collect(Collectors.joining(", ")));
  }

  /// Makes the publication, unless it is there, and the slot.
  ///
  /// @return where the slot starts, with what the tables held there; to be closed
  /// @throws SourceProblem if the server, the login or a table cannot be captured; then nothing is
  ///     left behind
  public ExportedSnapshot create(Collection<TableId> tables, Catalog catalog) {
    check(tables, catalog);
    checkPublication(tables);
    boolean ours = false;
    try (Connection connection = database.connect()) {
      if (Publication.read(connection, slot.publication()).isEmpty()) {
        publish(connection, tables);
        ours = true;
      }
      return createSlot();
    } catch (SQLException e) {
      drop(ours);
      throw failed("slot and publication cannot be made. Nothing was left behind", e);
    } catch (RuntimeException e) {
      if (ours) {
        dropPublication();
      }
      throw e;
    }
  }

  /// What a checkpoint taken now would be a checkpoint of.
  public SourceIdentity identity(Collection<TableId> tables) {
    try (Connection connection = database.connect()) {
      ServerIdentity server = ServerIdentity.of(database);
      return new SourceIdentity(
          server.systemIdentifier(),
          server.timeline(),
          database.name(),
          slot.name(),
          slot.publication(),
          Publication.read(connection, slot.publication()).map(Publication::identity).orElse(""),
          SourceIdentity.describe(connection, tables));
    } catch (SQLException e) {
      throw failed("its identity cannot be read", e);
    }
  }

  /// @param differences what is no longer what a checkpoint speaks of, in words
  /// @param timeline that the server is on now
  public record Comparison(List<String> differences, int timeline) {
    public Comparison {
      differences = List.copyOf(differences);
    }
  }

  /// Holds the source as it is against what a checkpoint says of it.
  ///
  /// @param end up to where the checkpoint has stored; asked for after the slot was looked at, for
  ///     what is stored meanwhile is acknowledged meanwhile
  public Comparison compare(
      SourceIdentity then, Collection<TableId> tables, Supplier<LogSequenceNumber> end) {
    try (Connection connection = database.connect()) {
      ServerIdentity server = ServerIdentity.of(database);
      Optional<SlotState> state = SlotState.read(connection, slot.name());
      return new Comparison(
          Differences.of(
              then,
              end.get(),
              server,
              database.name(),
              SourceIdentity.describe(connection, tables),
              tables,
              Publication.read(connection, slot.publication()),
              state),
          server.timeline());
    } catch (SQLException e) {
      throw failed("it cannot be compared with the checkpoint", e);
    }
  }

  /// The columns that tables have now, as a text to compare with another.
  public String columns(Collection<TableId> tables) {
    try (Connection connection = database.connect()) {
      return SourceIdentity.columns(connection, tables);
    } catch (SQLException e) {
      throw failed("the columns of the captured tables cannot be read", e);
    }
  }

  /// The server's time.
  public Instant now() {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    } catch (SQLException e) {
      throw failed("its time cannot be read", e);
    }
  }

  /// Up to where the slot has been acknowledged; empty if it does not exist.
  public Optional<LogSequenceNumber> confirmed() {
    return state().map(SlotState::confirmed);
  }

  /// The slot as it is; empty if it does not exist.
  public Optional<SlotState> state() {
    try (Connection connection = database.connect()) {
      return SlotState.read(connection, slot.name());
    } catch (SQLException e) {
      throw failed("the slot cannot be read", e);
    }
  }

  /// The tables that the publication names; empty if it does not exist.
  public Collection<TableId> published() {
    try (Connection connection = database.connect()) {
      return Publication.read(connection, slot.publication())
          .<Collection<TableId>>map(publication -> new TreeSet<>(publication.members().keySet()))
          .orElse(Set.of());
    } catch (SQLException e) {
      throw failed("the publication cannot be read", e);
    }
  }

  /// Writes a mark into the log that capture will come to.
  ///
  /// @return a place before the end of the mark's commit, and after every earlier commit
  public LogSequenceNumber mark() {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT pg_logical_emit_message(true, '%s', 'mark')::text"
                    .formatted(Message.OURS))) {
      row.next();
      return LogSequenceNumber.valueOf(row.getString(1));
    } catch (SQLException e) {
      throw failed("no mark can be written", e);
    }
  }

  /// Whether the server's log has gone on from a place by more than it does when nobody writes.
  public boolean isFarBehind(LogSequenceNumber place) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '%s') > %d"
                    .formatted(place.asString(), IDLE_BYTES))) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw failed("the log's end cannot be read", e);
    }
  }

  /// Removes slot and publication, as far as they exist.
  public void drop() {
    drop(true);
  }

  /// Removes the slot, and the publication if it was made by us.
  public void drop(boolean publication) {
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
    } catch (SQLException e) {
      throw failed("the slot cannot be removed", e);
    }
    if (publication) {
      dropPublication();
    }
  }

  private void dropPublication() {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP PUBLICATION IF EXISTS \"%s\"".formatted(slot.publication()));
    } catch (SQLException e) {
      throw failed("the publication cannot be removed", e);
    }
  }

  private void publish(Connection connection, Collection<TableId> tables) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(publicationSql(tables));
    } catch (SQLException e) {
      if (DENIED.equals(e.getSQLState())) {
        throw problem(
            "the user %s may not publish the tables (%s)"
                .formatted(database.user(), e.getMessage()),
            "Let their owner run %s".formatted(publicationSql(tables)));
      }
      throw e;
    }
  }

  private ExportedSnapshot createSlot() throws SQLException {
    Connection connection = database.connectForReplication();
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(PATIENCE);
      try (ResultSet row =
          statement.executeQuery(
              "CREATE_REPLICATION_SLOT \"%s\" LOGICAL pgoutput EXPORT_SNAPSHOT"
                  .formatted(slot.name()))) {
        row.next();
        return new ExportedSnapshot(
            LogSequenceNumber.valueOf(row.getString("consistent_point")),
            row.getString("snapshot_name"),
            connection);
      }
    } catch (SQLException e) {
      connection.close();
      if ("57014".equals(e.getSQLState())) {
        throw new SourceProblem(
            "%s: a slot waits for every open writing transaction, and these did not end within %d s: %s. %s"
                .formatted(
                    database.address(), PATIENCE, writers(), "End them, or wait, and start again"));
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

  private SourceProblem problem(String what, String remedy) {
    return SourceProblem.lasting("%s: %s. %s".formatted(database.address(), what, remedy));
  }

  private SourceProblem failed(String what, SQLException e) {
    return new SourceProblem("%s: %s: %s".formatted(database.address(), what, e.getMessage()), e);
  }
}
