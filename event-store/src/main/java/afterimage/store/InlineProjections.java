package afterimage.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Holds the projections that a process keeps inline against those that the database says are kept
/// so. It looks again only now and then, for a look costs a round trip and the answer hardly ever
/// changes; so a process that appends while a projection becomes inline is found a moment later.
final class InlineProjections {

  static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private static final String KEPT =
      "SELECT name || '@' || version FROM afterimage.projections WHERE stage = 'live' AND inline";

  private final Set<String> known;
  private volatile long agreed = System.nanoTime() - LOOK_AGAIN.toNanos();

  InlineProjections(List<InlineHandler> handlers) {
    this.known =
        handlers.stream()
            .flatMap(handler -> handler.projection().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /// @throws InlineProjectionsDiffer if they are not the same
  void check(Connection connection) throws SQLException {
    if (System.nanoTime() - agreed < LOOK_AGAIN.toNanos()) {
      return;
    }
    Set<String> kept = new HashSet<>();
    try (PreparedStatement query = connection.prepareStatement(KEPT);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        kept.add(row.getString(1));
      }
    }
    if (!kept.equals(known)) {
      throw new InlineProjectionsDiffer(kept, known);
    }
    agreed = System.nanoTime();
  }
}
