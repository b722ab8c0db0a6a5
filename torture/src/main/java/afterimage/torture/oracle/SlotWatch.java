package afterimage.torture.oracle;

import afterimage.postgres.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.postgresql.replication.LogSequenceNumber;

/// F3, all the time: the slot is never acknowledged beyond the stored checkpoint. The slot is read
/// first, and the checkpoint only grows, so that what is found is no matter of timing.
final class SlotWatch implements AutoCloseable {

  private static final int PAUSE = 20;

  private final Database source;
  private final DataSource store;
  private final String pipeline;
  private final List<String> wrong = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile long looks;

  private SlotWatch(Database source, DataSource store, String pipeline) {
    this.source = source;
    this.store = store;
    this.pipeline = pipeline;
    this.thread = Thread.ofPlatform().daemon().name("slot watch").start(this::watch);
  }

  static SlotWatch start(Database source, DataSource store, String pipeline) {
    return new SlotWatch(source, store, pipeline);
  }

  long looks() {
    return looks;
  }

  List<String> findings() {
    return List.copyOf(wrong);
  }

  private void watch() {
    while (!closed) {
      try (Connection one = source.connect();
          Connection other = store.getConnection();
          PreparedStatement slot =
              one.prepareStatement(
                  "SELECT confirmed_flush_lsn::text FROM pg_replication_slots WHERE slot_name = ?");
          PreparedStatement checkpoint =
              other.prepareStatement(
                  "SELECT end_lsn::text FROM afterimage_capture.checkpoints WHERE pipeline = ?")) {
        slot.setString(1, pipeline);
        checkpoint.setString(1, pipeline);
        while (!closed) {
          look(slot, checkpoint);
          Thread.sleep(PAUSE);
        }
      } catch (SQLException | RuntimeException e) {
        // The server is down for a moment, which is a part of the game.
        Thread.onSpinWait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void look(PreparedStatement slot, PreparedStatement checkpoint) throws SQLException {
    try (ResultSet at = slot.executeQuery()) {
      if (!at.next() || at.getString(1) == null) {
        return;
      }
      LogSequenceNumber confirmed = LogSequenceNumber.valueOf(at.getString(1));
      try (ResultSet stored = checkpoint.executeQuery()) {
        if (stored.next()) {
          looks++;
          LogSequenceNumber end = LogSequenceNumber.valueOf(stored.getString(1));
          if (confirmed.compareTo(end) > 0) {
            wrong.add(
                "F3: the slot is acknowledged up to %s, but only %s is stored"
                    .formatted(confirmed.asString(), end.asString()));
          }
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
