package afterimage.torture.oracle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.replication.LogSequenceNumber;

/// O1 and O3: every committed transaction is in the store once, whole, in commit order. Each change
/// of a row gives one event of its own by the mapping of [afterimage.torture.load.RandomTables]; so
/// what should be there can be said from the log alone.
final class Arrivals {

  private static final int TOLD = 10;

  private final DataSource store;
  private long position;
  private LogSequenceNumber last = LogSequenceNumber.INVALID_LSN;
  private final Set<String> ids = new HashSet<>();

  Arrivals(DataSource store) {
    this.store = store;
  }

  private record Arrived(long transaction, Map<Integer, List<String>> byOrdinal) {}

  /// @param logged all transactions since the last call
  /// @return what is wrong, at most some
  List<String> check(List<LoggedTransaction> logged) throws SQLException {
    List<String> wrong = new ArrayList<>();
    Map<LogSequenceNumber, Arrived> arrived = read(wrong);
    for (LoggedTransaction transaction : logged) {
      compare(transaction, arrived.remove(transaction.commit()), wrong);
    }
    arrived.forEach(
        (commit, of) ->
            wrong.add(
                "O1: transaction %d (%s) is in the store, but not in the log"
                    .formatted(of.transaction, commit.asString())));
    return wrong.size() <= TOLD ? wrong : List.copyOf(wrong.subList(0, TOLD));
  }

  private Map<LogSequenceNumber, Arrived> read(List<String> wrong) throws SQLException {
    Map<LogSequenceNumber, Arrived> arrived = new LinkedHashMap<>();
    Set<String> changes = new HashSet<>();
    try (Connection connection = store.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                """
                SELECT position, source_lsn::text, (provenance ->> 'transaction')::bigint,
                       provenance ->> 'ordinals', type, stream_id, id::text
                FROM afterimage.events WHERE position > ? ORDER BY position
                """)) {
      query.setLong(1, position);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          position = row.getLong(1);
          LogSequenceNumber commit = LogSequenceNumber.valueOf(row.getString(2));
          if (commit.compareTo(last) < 0) {
            wrong.add(
                "O1: an event of %s stands after one of %s"
                    .formatted(commit.asString(), last.asString()));
          }
          last = commit;
          String what = row.getString(5) + " " + row.getString(6);
          if (!ids.add(row.getString(7))) {
            wrong.add("O3: the id of %s of %s is there twice".formatted(what, commit.asString()));
          }
          Arrived of =
              arrived.computeIfAbsent(commit, _ -> new Arrived(transaction(row), new HashMap<>()));
          int ordinal = Integer.parseInt(row.getString(4).replaceAll("[\\[\\] ]", ""));
          if (!changes.add(commit.asString() + " " + ordinal + " " + what)) {
            wrong.add(
                "O3: change %d of %s gave %s twice".formatted(ordinal, commit.asString(), what));
          }
          of.byOrdinal.computeIfAbsent(ordinal, _ -> new ArrayList<>()).add(what);
        }
      }
    }
    return arrived;
  }

  private static long transaction(ResultSet row) {
    try {
      return row.getLong(3);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void compare(
      LoggedTransaction logged,
      @org.jspecify.annotations.Nullable Arrived arrived,
      List<String> wrong) {
    String name = "transaction %d (%s)".formatted(logged.id(), logged.commit().asString());
    Map<Integer, List<String>> there =
        arrived == null ? new HashMap<>() : new HashMap<>(arrived.byOrdinal);
    boolean expected = logged.changes().stream().anyMatch(change -> change.operation() != 'T');
    if (arrived == null && expected) {
      wrong.add("O1: %s with %d changes never arrived".formatted(name, logged.changes().size()));
      return;
    }
    if (arrived != null && arrived.transaction != logged.id()) {
      wrong.add("O1: %s arrived as %d".formatted(name, arrived.transaction));
    }
    for (LoggedTransaction.Change change : logged.changes()) {
      List<String> events = there.remove(change.ordinal());
      List<String> of = events == null ? List.of() : events;
      if (change.operation() == 'T') {
        // One for each row that was known, which the log does not say.
        if (!of.stream().allMatch(e -> e.startsWith("Emptied_%s ".formatted(change.table())))) {
          wrong.add("O1: %s: truncate of %s gave %s".formatted(name, change.table(), of));
        }
      } else if (!of.equals(expected(change))) {
        wrong.add(
            "O1: %s: %s should give %s, but gave %s".formatted(name, change, expected(change), of));
      }
    }
    if (!there.isEmpty()) {
      wrong.add("O1: %s: there is more than the log has: %s".formatted(name, there));
    }
  }

  private static List<String> expected(LoggedTransaction.Change change) {
    String table = change.table();
    String before = " %s-%s".formatted(table, change.before());
    String after = " %s-%s".formatted(table, change.after());
    return switch (change.operation()) {
      case 'I' -> List.of("Made_" + table + after);
      case 'D' -> List.of("Gone_" + table + before);
      default ->
          change.before().equals(change.after())
              ? List.of("Changed_" + table + after)
              : List.of("Gone_" + table + before, "Made_" + table + after);
    };
  }
}
