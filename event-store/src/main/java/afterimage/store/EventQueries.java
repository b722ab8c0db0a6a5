package afterimage.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// The readings of the events table.
final class EventQueries {

  /// How many positions one call looks at for events that pass a filter, so that a rare type does
  /// not make it run through the whole table.
  private static final long WINDOW = 100_000;

  private static final String SELECT =
      "SELECT " + EventRow.COLUMNS + " FROM afterimage.events WHERE ";

  private final DataSource database;
  private final StoreObserver observer;

  EventQueries(DataSource database, StoreObserver observer) {
    this.database = database;
    this.observer = observer;
  }

  List<RecordedEvent> read(StreamQuery query) {
    boolean forwards = query.direction() == StreamQuery.Direction.FORWARDS;
    List<Object> values = new ArrayList<>(List.of(query.stream().value(), query.from()));
    String sql =
        SELECT
            + "stream_id = ? AND version "
            + (forwards ? ">= ?" : "<= ?")
            + until(query.asOf(), values)
            + " ORDER BY version "
            + (forwards ? "" : "DESC ")
            + "LIMIT ?";
    values.add(query.limit());
    return run(connection -> fetch(connection, sql, values));
  }

  EventPage readAll(long after, EventFilter filter, int limit) {
    refuse(limit);
    return run(connection -> page(connection, after, filter, limit));
  }

  EventPage readAll(long after, EventFilter filter, int limit, Connection connection) {
    refuse(limit);
    return observed(connection, it -> page(it, after, filter, limit));
  }

  List<StreamHead> streams(String after, String prefix, int limit) {
    refuse(limit);
    return run(connection -> StreamHeads.read(connection, after, prefix, limit));
  }

  private static void refuse(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("A limit is 1 or more, not " + limit);
    }
  }

  List<RecordedEvent> readCommitted(
      long after, EventFilter filter, int limit, Connection connection) {
    try {
      List<Object> values = new ArrayList<>(List.of(after));
      String sql =
          SELECT
              + "position > ?"
              + conditions(filter, values, connection)
              + " ORDER BY position LIMIT ?";
      values.add(limit);
      return fetch(connection, sql, values);
    } catch (SQLException e) {
      throw StoreProblem.of("read", e);
    }
  }

  long readablePosition() {
    return run(EventQueries::readablePosition);
  }

  private EventPage page(Connection connection, long after, EventFilter filter, int limit)
      throws SQLException {
    // A statement of its own: the events must be read with a younger snapshot.
    // An append that read its floor long ago and locks it only now pulls the floor back behind what
    // was readable before; it will draw positions above that all the same.
    long readable = Math.max(after, readablePosition(connection));
    List<Object> values = new ArrayList<>(List.of(after));
    String conditions = conditions(filter, values, connection);
    long end = conditions.isEmpty() ? readable : after + Math.min(readable - after, WINDOW);
    values.add(end);
    values.add(limit);
    List<RecordedEvent> events =
        fetch(
            connection,
            SELECT + "position > ?" + conditions + " AND position <= ? ORDER BY position LIMIT ?",
            values);
    if (events.size() == limit) {
      end = events.getLast().position();
    }
    return new EventPage(events, end, readable);
  }

  private static String conditions(EventFilter filter, List<Object> values, Connection connection)
      throws SQLException {
    String sql = "";
    if (!filter.types().isEmpty()) {
      sql += " AND type = ANY (?)";
      values.add(connection.createArrayOf("text", filter.types().toArray()));
    }
    if (filter.streamPrefix().isPresent()) {
      sql += " AND starts_with(stream_id, ?)";
      values.add(filter.streamPrefix().get());
    }
    return sql;
  }

  private static String until(AsOf asOf, List<Object> values) {
    return switch (asOf) {
      case AsOf.Latest() -> "";
      case AsOf.Version(long version) -> {
        values.add(version);
        yield " AND version <= ?";
      }
      case AsOf.RecordedAt(Instant instant) -> {
        values.add(utc(instant));
        yield " AND recorded_at <= ?";
      }
      case AsOf.HappenedAt(Instant instant) -> {
        values.add(utc(instant));
        yield " AND coalesce(happened_at, recorded_at) <= ?";
      }
      case AsOf.Source(var lsn) -> {
        values.add(lsn.asString());
        yield " AND source_lsn <= ?::pg_lsn";
      }
    };
  }

  /// Within what the columns hold, so that the ends of time are points like any other; and whole
  /// microseconds, since a part of one would be rounded up, to events that came later.
  private static OffsetDateTime utc(Instant instant) {
    Instant held =
        instant.isBefore(Metadata.EARLIEST)
            ? Metadata.EARLIEST.minusSeconds(1)
            : instant.isAfter(Metadata.LATEST) ? Metadata.LATEST : instant;
    return held.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  private static long readablePosition(Connection connection) throws SQLException {
    try (PreparedStatement call =
            connection.prepareStatement("SELECT afterimage.readable_position()");
        ResultSet row = call.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<RecordedEvent> fetch(Connection connection, String sql, List<Object> values)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        query.setObject(i + 1, values.get(i));
      }
      List<RecordedEvent> events = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          events.add(EventRow.read(row));
        }
      }
      return events;
    }
  }

  @FunctionalInterface
  private interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  private <T> T run(Query<T> query) {
    try (Connection connection = database.getConnection()) {
      return observed(connection, query);
    } catch (SQLException e) {
      throw StoreProblem.of("read", e);
    }
  }

  private <T> T observed(Connection connection, Query<T> query) {
    long start = System.nanoTime();
    try {
      T result = query.run(connection);
      int events =
          switch (result) {
            case EventPage page -> page.events().size();
            case List<?> list -> list.size();
            default -> 0;
          };
      observer.read(events, Duration.ofNanos(System.nanoTime() - start));
      return result;
    } catch (SQLException e) {
      throw StoreProblem.of("read", e);
    }
  }
}
