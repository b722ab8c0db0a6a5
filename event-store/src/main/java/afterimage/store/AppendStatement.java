package afterimage.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One call of the database's `append_events`: one round trip however many events and streams.
final class AppendStatement {

  private static final String CALL =
      """
      SELECT outcome, event_id, stream, expected_version, version, "position", recorded
      FROM afterimage.append_events(?, ?, ?, ?, ?, ?, ?::jsonb[], ?::jsonb[], ?::timestamptz[], ?::pg_lsn[])
      """;

  private final List<StreamAppend> appends;

  private AppendStatement(List<StreamAppend> appends) {
    this.appends = appends;
  }

  static List<Appended> execute(List<StreamAppend> appends, Connection connection)
      throws SQLException {
    return new AppendStatement(appends).execute(connection);
  }

  private List<Appended> execute(Connection connection) throws SQLException {
    TreeMap<StreamId, Long> expected = new TreeMap<>();
    for (StreamAppend append : appends) {
      if (expected.putIfAbsent(append.stream(), version(append.expected())) != null
          && !(append.expected() instanceof ExpectedVersion.Any)) {
        throw new IllegalArgumentException(
            "Stream %s is named twice in one append; only the first may expect a version"
                .formatted(append.stream()));
      }
    }
    List<StreamId> streams = List.copyOf(expected.keySet());
    Map<StreamId, Integer> index = new HashMap<>();
    streams.forEach(stream -> index.put(stream, index.size() + 1));

    List<Integer> ofStream = new ArrayList<>();
    List<NewEvent> events = new ArrayList<>();
    for (StreamAppend append : appends) {
      for (NewEvent event : append.events()) {
        ofStream.add(index.get(append.stream()));
        events.add(event);
      }
    }
    try (PreparedStatement call = connection.prepareStatement(CALL)) {
      array(call, 1, "text", streams.stream().map(StreamId::value).toArray());
      array(call, 2, "bigint", streams.stream().map(expected::get).toArray());
      array(call, 3, "integer", ofStream.toArray());
      array(call, 4, "uuid", events.stream().map(NewEvent::id).toArray());
      array(call, 5, "text", events.stream().map(NewEvent::type).toArray());
      array(call, 6, "integer", events.stream().map(NewEvent::schemaVersion).toArray());
      array(call, 7, "text", events.stream().map(event -> event.data().text()).toArray());
      array(
          call,
          8,
          "text",
          events.stream().map(event -> MetadataJson.write(event.metadata()).text()).toArray());
      array(call, 9, "text", events.stream().map(AppendStatement::happened).toArray());
      array(call, 10, "text", events.stream().map(AppendStatement::lsn).toArray());
      return read(call, events);
    }
  }

  private static List<Appended> read(PreparedStatement call, List<NewEvent> events)
      throws SQLException {
    Map<UUID, Appended> byId = new HashMap<>();
    try (ResultSet row = call.executeQuery()) {
      while (row.next()) {
        UUID id = row.getObject("event_id", UUID.class);
        StreamId stream = new StreamId(row.getString("stream"));
        long version = row.getLong("version");
        switch (row.getString("outcome")) {
          case "conflict" ->
              throw new VersionConflict(stream, row.getLong("expected_version"), version);
          case "reused" -> throw new EventIdReused(id, stream, version);
          case String outcome ->
              byId.put(
                  id,
                  new Appended(
                      id,
                      stream,
                      version,
                      row.getLong("position"),
                      row.getObject("recorded", OffsetDateTime.class).toInstant(),
                      outcome.equals("appended")));
        }
      }
    }
    return events.stream()
        .map(event -> java.util.Objects.requireNonNull(byId.get(event.id())))
        .toList();
  }

  private static void array(PreparedStatement call, int index, String type, Object[] values)
      throws SQLException {
    call.setArray(index, call.getConnection().createArrayOf(type, values));
  }

  private static long version(ExpectedVersion expected) {
    return switch (expected) {
      case ExpectedVersion.Exactly(long version) -> version;
      case ExpectedVersion.NoStream() -> 0;
      case ExpectedVersion.Any() -> -1;
    };
  }

  private static @Nullable String happened(NewEvent event) {
    var instant = event.metadata().happenedAt();
    return instant == null ? null : instant.toString();
  }

  private static @Nullable String lsn(NewEvent event) {
    var provenance = event.metadata().provenance();
    return provenance == null ? null : provenance.commit().asString();
  }
}
