package afterimage.capture.proof;

import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.capture.recording.RowJson;
import afterimage.capture.translate.RowImage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// What capture itself says it could not explain. The verdict does not rest on it; it only says
/// more exactly where a difference comes from.
final class KeptChanges {

  private static final int PAGE = 1_000;

  /// The first change of each row that differs, by its table and key; of a whole table under "".
  private final Map<TableId, Map<String, Kept>> first = new HashMap<>();

  private record Kept(Divergence.Unexplained divergence, Set<String> columns) {}

  static KeptChanges read(
      DataSource store,
      CapturedPipeline pipeline,
      LogSequenceNumber until,
      List<TableComparison> tables) {
    KeptChanges kept = new KeptChanges();
    for (TableComparison table : tables) {
      if (!table.suspects().isEmpty()) {
        kept.read(store, pipeline, until, table);
      }
    }
    return kept;
  }

  /// The first change of a row that can be why it differs; null if none was kept.
  @Nullable Divergence first(TablePlan plan, Suspect suspect) {
    Map<String, Kept> of = first.getOrDefault(plan.table().id(), Map.of());
    Kept kept = of.get(suspect.key());
    if (kept != null && concerns(kept, suspect)) {
      return kept.divergence;
    }
    Kept whole = suspect.source() == null ? of.get("") : null;
    return whole == null ? null : whole.divergence;
  }

  private static boolean concerns(Kept kept, Suspect suspect) {
    return kept.columns.isEmpty()
        || suspect.columns().isEmpty()
        || suspect.columns().stream().anyMatch(column -> kept.columns.contains(column.column()));
  }

  private void read(
      DataSource store,
      CapturedPipeline pipeline,
      LogSequenceNumber until,
      TableComparison comparison) {
    TablePlan plan = comparison.plan();
    Map<String, Suspect> suspects = new HashMap<>();
    comparison.suspects().forEach(suspect -> suspects.put(suspect.key(), suspect));
    Map<String, Kept> of = first.computeIfAbsent(plan.table().id(), _ -> new HashMap<>());
    try (Connection connection = store.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement query =
          connection.prepareStatement(
              """
              SELECT commit_lsn::text, transaction_id, operation, columns, reason,
                     before::text, after::text
              FROM afterimage_capture.unexplained
              WHERE pipeline = ? AND table_name = ?
                AND commit_lsn BETWEEN ?::pg_lsn AND ?::pg_lsn
              ORDER BY commit_lsn, ordinal
              """)) {
        query.setString(1, pipeline.name());
        query.setString(2, plan.table().id().toString());
        query.setString(3, pipeline.start().asString());
        query.setString(4, until.asString());
        query.setFetchSize(PAGE);
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            take(row, plan, suspects, of);
          }
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new ProofProblem("The kept changes cannot be read: " + e.getMessage(), e);
    }
  }

  private static void take(
      ResultSet row, TablePlan plan, Map<String, Suspect> suspects, Map<String, Kept> of)
      throws SQLException {
    Kept kept =
        new Kept(
            new Divergence.Unexplained(
                new SourceTransaction(row.getLong(2), LogSequenceNumber.valueOf(row.getString(1))),
                row.getString(3),
                row.getString(5)),
            Set.of((String[]) row.getArray(4).getArray()));
    String before = row.getString(6);
    String after = row.getString(7);
    if (row.getString(3).equals("truncate")) {
      of.putIfAbsent("", kept);
    }
    for (String image : new String[] {before, after}) {
      Optional<String> key = image == null ? Optional.empty() : key(plan, RowJson.read(image));
      if (key.isPresent()) {
        Suspect suspect = suspects.get(key.get());
        if (suspect != null && concerns(kept, suspect)) {
          of.putIfAbsent(key.get(), kept);
        }
      }
    }
  }

  private static Optional<String> key(TablePlan plan, Row row) {
    return RowImage.key(plan.table().key(), row);
  }
}
