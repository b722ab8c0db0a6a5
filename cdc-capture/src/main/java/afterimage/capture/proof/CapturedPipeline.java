package afterimage.capture.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// What the store says of a pipeline: which events are its newest generation, and up to where in
/// the source's log they are there.
record CapturedPipeline(
    String name,
    String generation,
    String mappings,
    String systemIdentifier,
    String database,
    String slot,
    String publication,
    LogSequenceNumber start,
    LogSequenceNumber end) {

  /// @param name null: the only one
  /// @throws ProofProblem if there is none, or several and no name
  static CapturedPipeline find(DataSource store, @Nullable String name) {
    List<CapturedPipeline> all = all(store);
    List<String> names = all.stream().map(CapturedPipeline::name).toList();
    Optional<CapturedPipeline> found =
        name == null && all.size() == 1
            ? Optional.of(all.getFirst())
            : all.stream().filter(pipeline -> pipeline.name.equals(name)).findFirst();
    return found.orElseThrow(
        () ->
            new ProofProblem(
                all.isEmpty()
                    ? "No pipeline has captured into this store. Start one with `afterimage capture`"
                    : name == null
                        ? "Several pipelines capture into this store: %s. Say which with --name"
                            .formatted(String.join(", ", names))
                        : "There is no pipeline %s in this store; there are %s"
                            .formatted(name, String.join(", ", names))));
  }

  private static List<CapturedPipeline> all(DataSource store) {
    try (Connection connection = store.getConnection()) {
      if (!exists(connection)) {
        return List.of();
      }
      try (PreparedStatement query =
              connection.prepareStatement(
                  """
                  SELECT pipeline, generation, mappings, system_identifier, database,
                         slot, publication, start_lsn::text, end_lsn::text
                  FROM afterimage_capture.checkpoints ORDER BY pipeline
                  """);
          ResultSet row = query.executeQuery()) {
        List<CapturedPipeline> all = new ArrayList<>();
        while (row.next()) {
          all.add(
              new CapturedPipeline(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  row.getString(7),
                  LogSequenceNumber.valueOf(row.getString(8)),
                  LogSequenceNumber.valueOf(row.getString(9))));
        }
        return all;
      }
    } catch (SQLException e) {
      throw new ProofProblem("The store's checkpoints cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean exists(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT to_regclass('afterimage_capture.checkpoints') IS NOT NULL");
        ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }
}
