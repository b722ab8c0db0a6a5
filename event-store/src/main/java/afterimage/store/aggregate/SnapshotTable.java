package afterimage.store.aggregate;

import afterimage.store.AsOf;
import afterimage.store.Certainty;
import afterimage.store.Json;
import afterimage.store.StreamId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The snapshots of one shape in the table `snapshots`. They only save time: whatever goes wrong
/// with them is logged and told to the observer, and the events are folded instead.
final class SnapshotTable<S> {

  private static final System.Logger LOG = System.getLogger(SnapshotTable.class.getName());

  private static final String FIND =
      "SELECT state, version, weakest FROM afterimage.snapshots"
          + " WHERE stream_id = ? AND shape = ? AND version <= ?";

  /// Of two writers the one with the later version stays. Shapes that nobody writes any more go.
  private static final String PUT =
      "WITH gone AS (DELETE FROM afterimage.snapshots WHERE stream_id = ? AND shape <> ?"
          + " AND taken_at < clock_timestamp() - interval '7 days')"
          + " INSERT INTO afterimage.snapshots AS s (stream_id, shape, version, state, weakest)"
          + " VALUES (?, ?, ?, ?::json, ?)"
          + " ON CONFLICT (stream_id, shape) DO UPDATE SET version = EXCLUDED.version,"
          + " state = EXCLUDED.state, weakest = EXCLUDED.weakest, taken_at = EXCLUDED.taken_at"
          + " WHERE s.version < EXCLUDED.version";

  private final Snapshots<S> snapshots;
  private final String shape;

  SnapshotTable(Snapshots<S> snapshots, String shape) {
    this.snapshots = snapshots;
    this.shape = shape;
  }

  /// The snapshot of a stream if it can be used for a reading as of that point.
  Optional<Loaded<S>> find(StreamId stream, AsOf asOf) {
    Optional<Loaded<S>> found =
        switch (asOf) {
          case AsOf.Latest() -> find(stream, Long.MAX_VALUE);
          case AsOf.Version(long version) -> find(stream, version);
          // By time and by source, later versions may be left out and earlier ones may be too.
          case AsOf.RecordedAt _, AsOf.HappenedAt _, AsOf.Source _ -> Optional.empty();
        };
    snapshots.observer().snapshot(found.isPresent() ? "used" : "missed");
    return found;
  }

  /// Keeps the state if the stream has gone on far enough since its last snapshot.
  ///
  /// @param since version of that snapshot; 0 if there is none
  void offer(StreamId stream, Loaded<S> loaded, long since) {
    if (loaded.version() - since < snapshots.every()) {
      return;
    }
    try {
      put(stream, loaded);
      snapshots.observer().snapshot("written");
    } catch (SQLException | RuntimeException e) {
      failed("could not be written", stream, e);
    }
  }

  private Optional<Loaded<S>> find(StreamId stream, long version) {
    try (Connection connection = snapshots.database().getConnection();
        PreparedStatement query = connection.prepareStatement(FIND)) {
      query.setString(1, stream.value());
      query.setString(2, shape);
      query.setLong(3, version);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    } catch (SQLException | RuntimeException e) {
      failed("could not be read", stream, e);
      return Optional.empty();
    }
  }

  private Loaded<S> read(ResultSet row) throws SQLException {
    return new Loaded<>(
        snapshots.codec().read(new Json(row.getString(1))),
        row.getLong(2),
        Optional.ofNullable(row.getString(3)).map(Certainty::valueOf));
  }

  private void put(StreamId stream, Loaded<S> loaded) throws SQLException {
    Json state = snapshots.codec().write(loaded.state());
    @Nullable String weakest = loaded.weakest().map(Certainty::name).orElse(null);
    try (Connection connection = snapshots.database().getConnection();
        PreparedStatement statement = connection.prepareStatement(PUT)) {
      statement.setString(1, stream.value());
      statement.setString(2, shape);
      statement.setString(3, stream.value());
      statement.setString(4, shape);
      statement.setLong(5, loaded.version());
      statement.setString(6, state.text());
      statement.setString(7, weakest);
      statement.executeUpdate();
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    }
  }

  private void failed(String what, StreamId stream, Exception e) {
    LOG.log(
        System.Logger.Level.WARNING,
        "The snapshot of stream {0} {1}, so all of its events are folded: {2}",
        stream,
        what,
        e.getMessage());
    snapshots.observer().snapshot("failed");
  }
}
