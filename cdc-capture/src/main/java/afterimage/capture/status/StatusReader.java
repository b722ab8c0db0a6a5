package afterimage.capture.status;

import afterimage.capture.source.SourceStatus;
import afterimage.postgres.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// Reads what a store knows of its pipelines, and what their source says of them.
public final class StatusReader {

  private static final String GENERATIONS =
      """
      SELECT DISTINCT ON (pipeline) pipeline, number, state, slot, begun_at, baseline_rows,
             baseline_expected
      FROM afterimage_capture.generations ORDER BY pipeline, number DESC
      """;

  private static final String STORED =
      """
      SELECT generation, mappings, end_lsn::text, committed_at, transaction_id, updated_at,
             transactions, explained, ignored, unexplained, events, stated, exact, inferred,
             ambiguous, database
      FROM afterimage_capture.checkpoints WHERE pipeline = ?
      """;

  private static final String PARKED =
      """
      SELECT (SELECT count(*) FROM afterimage_capture.parked_transactions WHERE pipeline = ?),
             (SELECT count(DISTINCT stream_id) FROM afterimage_capture.parked_streams WHERE pipeline = ?)
      """;

  private static final String GAPS =
      """
      SELECT found_at, what, bridged_by FROM afterimage_capture.gaps WHERE pipeline = ?
      ORDER BY found_at DESC LIMIT 20
      """;

  private final DataSource store;
  private final @Nullable Database source;

  /// @param source where lag and slot are asked for; null to leave them out
  public StatusReader(DataSource store, @Nullable Database source) {
    this.store = store;
    this.source = source;
  }

  /// By name; empty if nothing was ever captured into the store.
  ///
  /// @throws SQLException if the store cannot be read
  /// @throws afterimage.capture.source.SourceProblem if the source does not answer
  public List<Status> read() throws SQLException {
    List<Status> statuses = new ArrayList<>();
    try (Connection connection = store.getConnection();
        PreparedStatement query = connection.prepareStatement(GENERATIONS);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        statuses.add(
            of(
                connection,
                row.getString(1),
                new Status.Baseline(
                    row.getInt(2),
                    row.getString(3),
                    row.getString(4),
                    instant(row, 5),
                    row.getLong(6),
                    row.getLong(7))));
      }
    }
    return statuses;
  }

  private Status of(Connection connection, String pipeline, Status.Baseline generation)
      throws SQLException {
    Optional<Status.Stored> stored = Optional.empty();
    Optional<SourceStatus> here = Optional.empty();
    try (PreparedStatement query = connection.prepareStatement(STORED)) {
      query.setString(1, pipeline);
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          stored = Optional.of(stored(row));
          if (source != null && source.name().equals(row.getString(16))) {
            here =
                Optional.of(
                    SourceStatus.read(
                        source, generation.slot(), stored.get().end(), stored.get().transaction()));
          }
        }
      }
    }
    return new Status(
        pipeline,
        generation,
        stored,
        parked(connection, pipeline),
        gaps(connection, pipeline),
        here);
  }

  private static Status.Stored stored(ResultSet row) throws SQLException {
    OffsetDateTime committed = row.getObject(4, OffsetDateTime.class);
    return new Status.Stored(
        row.getString(1),
        row.getString(2),
        LogSequenceNumber.valueOf(row.getString(3)),
        committed == null ? null : committed.toInstant(),
        row.getLong(5),
        instant(row, 6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10),
        row.getLong(11),
        row.getLong(12),
        row.getLong(13),
        row.getLong(14),
        row.getLong(15));
  }

  private static Status.Parked parked(Connection connection, String pipeline) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(PARKED)) {
      query.setString(1, pipeline);
      query.setString(2, pipeline);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return new Status.Parked(row.getLong(1), row.getLong(2));
      }
    }
  }

  private static List<Status.Gap> gaps(Connection connection, String pipeline) throws SQLException {
    List<Status.Gap> gaps = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(GAPS)) {
      query.setString(1, pipeline);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          gaps.add(
              new Status.Gap(instant(row, 1), row.getString(2), row.getObject(3, Integer.class)));
        }
      }
    }
    return gaps;
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
