package afterimage.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Several events: `open_append` says where their streams end and draws positions, then the events
/// are copied into the table.
final class BatchAppend {

  /// More streams are not locked one by one: a server has few locks.
  private static final int MOST_LOCKED = 256;

  private static final String OPEN =
      "SELECT versions, hashes, times, present, positions, recorded"
          + " FROM afterimage.open_append(?, ?, ?, ?)";
  private static final String DRAW = "SELECT positions, recorded FROM afterimage.draw_positions(?)";
  private static final String PRESENT =
      "SELECT " + EventRow.COLUMNS + " FROM afterimage.events WHERE id = ANY (?) ORDER BY position";

  /// What is done against rivals, and against events that are there already.
  enum Mode {
    /// Others are kept off the streams.
    LOCKING,
    /// They are not: a rival ends it in an error.
    UNLOCKED,
    /// Nor are events looked for: one that is there ends it in an error too.
    TRUSTING
  }

  private final AppendPlan plan;
  private final Connection connection;
  private final Mode mode;
  private final long[] versions;
  private final byte[] @Nullable [] hashes;
  private final @Nullable Instant[] times;
  private final Map<UUID, Appended> present = new HashMap<>();

  private BatchAppend(AppendPlan plan, Connection connection, Mode mode) {
    this.plan = plan;
    this.connection = connection;
    this.mode = mode;
    this.versions = new long[plan.streams().size()];
    this.hashes = new byte[plan.streams().size()][];
    this.times = new Instant[plan.streams().size()];
  }

  /// @return the plan's events in order
  static List<Appended> execute(AppendPlan plan, Connection connection, Mode mode)
      throws SQLException {
    return new BatchAppend(plan, connection, mode).execute();
  }

  private List<Appended> execute() throws SQLException {
    Drawn drawn = open();
    if (drawn != null) {
      return copy(plan.entries(), drawn);
    }
    List<AppendPlan.Entry> fresh =
        plan.entries().stream().filter(entry -> !present.containsKey(entry.event().id())).toList();
    refuseConflicts(fresh);
    Iterator<Appended> copied =
        fresh.isEmpty() ? Collections.emptyIterator() : copy(fresh, draw(fresh.size())).iterator();
    List<Appended> appended = new ArrayList<>(plan.entries().size());
    for (AppendPlan.Entry entry : plan.entries()) {
      Appended there = present.get(entry.event().id());
      appended.add(there == null ? copied.next() : there);
    }
    return appended;
  }

  private record Drawn(List<Long> positions, Instant recordedAt) {}

  /// Null if the database saw events that are there already, or a conflict: then it drew nothing.
  private @Nullable Drawn open() throws SQLException {
    try (PreparedStatement call = connection.prepareStatement(OPEN)) {
      call.setArray(1, array("text", plan.streams().stream().map(StreamId::value).toArray()));
      call.setArray(2, array("bigint", plan.expected().toArray()));
      call.setArray(3, array("uuid", ids()));
      call.setBoolean(4, mode == Mode.LOCKING && plan.streams().size() <= MOST_LOCKED);
      try (ResultSet row = call.executeQuery()) {
        row.next();
        Long[] heads = (Long[]) row.getArray(1).getArray();
        byte[][] links = (byte[][]) row.getArray(2).getArray();
        Timestamp[] moments = (Timestamp[]) row.getArray(3).getArray();
        for (int i = 0; i < versions.length; i++) {
          versions[i] = heads[i];
          hashes[i] = links[i];
          times[i] = moments[i] == null ? null : moments[i].toInstant();
        }
        UUID[] there = (UUID[]) row.getArray(4).getArray();
        if (there.length > 0) {
          findPresent(there);
        }
        return row.getArray(5) == null ? null : drawn(row, 5);
      }
    }
  }

  /// No event has the id NULL, so for these nothing is looked for.
  private @Nullable Object[] ids() {
    @Nullable Object[] ids = new @Nullable Object[plan.entries().size()];
    if (mode != Mode.TRUSTING) {
      for (int i = 0; i < ids.length; i++) {
        ids[i] = plan.entries().get(i).event().id();
      }
    }
    return ids;
  }

  private Drawn draw(int number) throws SQLException {
    try (PreparedStatement call = connection.prepareStatement(DRAW)) {
      call.setInt(1, number);
      try (ResultSet row = call.executeQuery()) {
        row.next();
        return drawn(row, 1);
      }
    }
  }

  private static Drawn drawn(ResultSet row, int column) throws SQLException {
    return new Drawn(
        List.of((Long[]) row.getArray(column).getArray()),
        row.getObject(column + 1, OffsetDateTime.class).toInstant());
  }

  private void findPresent(UUID[] ids) throws SQLException {
    Map<UUID, AppendPlan.Entry> wanted = new HashMap<>();
    plan.entries().forEach(entry -> wanted.put(entry.event().id(), entry));
    try (PreparedStatement query = connection.prepareStatement(PRESENT)) {
      query.setArray(1, array("uuid", ids));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          RecordedEvent there = EventRow.read(row);
          AppendPlan.Entry entry = wanted.get(there.id());
          if (entry == null || !same(there, entry)) {
            throw new EventIdReused(there.id(), there.stream(), there.version());
          }
          present.put(there.id(), Appended.present(there));
        }
      }
    }
  }

  private boolean same(RecordedEvent there, AppendPlan.Entry entry) {
    NewEvent event = entry.event();
    return there.stream().equals(plan.streamOf(entry))
        && there.type().equals(event.type())
        && there.schemaVersion() == event.schemaVersion()
        && there.data().equals(event.data());
  }

  /// A stream that gets nothing new has nothing to conflict with: a repeated append is no conflict.
  private void refuseConflicts(List<AppendPlan.Entry> fresh) {
    for (AppendPlan.Entry entry : fresh) {
      long expected = plan.expected().get(entry.stream());
      if (expected >= 0 && expected != versions[entry.stream()]) {
        throw new VersionConflict(plan.streamOf(entry), expected, versions[entry.stream()]);
      }
    }
  }

  private List<Appended> copy(List<AppendPlan.Entry> fresh, Drawn drawn) throws SQLException {
    List<Appended> copied = new ArrayList<>(fresh.size());
    try (EventCopy copy = EventCopy.into(connection)) {
      for (int i = 0; i < fresh.size(); i++) {
        NewEvent event = fresh.get(i).event();
        int index = fresh.get(i).stream();
        StreamId stream = plan.streams().get(index);
        long version = ++versions[index];
        Instant recordedAt = latest(drawn.recordedAt(), times[index]);
        long position = drawn.positions().get(i);
        hashes[index] = copy.add(position, stream, version, event, recordedAt, hashes[index]);
        copied.add(new Appended(event.id(), stream, version, position, recordedAt, true));
      }
      copy.end();
    }
    return copied;
  }

  /// Never before the stream's last event, also when the clock was set back.
  private static Instant latest(Instant now, @Nullable Instant last) {
    return last == null || now.isAfter(last) ? now : last;
  }

  private Array array(String type, @Nullable Object[] values) throws SQLException {
    return connection.createArrayOf(type, values);
  }
}
