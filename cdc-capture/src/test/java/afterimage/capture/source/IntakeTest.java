package afterimage.capture.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import afterimage.capture.change.Cell;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Position;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.spool.EntrySpool;
import afterimage.capture.spool.SpoolProblem;
import afterimage.capture.spool.SpooledTransaction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.replication.LogSequenceNumber;

/// Time plays no part here, except that who takes does not wait for ever.
class IntakeTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int LONG = 60_000;
  private static final TableId TABLE = TableId.parse("t");
  private static final Row ROW = new Row(Map.of("id", new Cell.Value(1L)));

  private final Intake intake = new Intake();

  private static Assembled transaction(long number, int changes, long bytes) {
    LogSequenceNumber commit = LogSequenceNumber.valueOf(number);
    RowChange change = new RowChange.Inserted(TABLE, new Position(commit, 1), ROW);
    return new Assembled.InMemory(
        new ChangeSet(
            number, commit, Instant.EPOCH, Collections.nCopies(changes, change), List.of()),
        bytes);
  }

  private static long number(Assembled transaction) {
    return ((Assembled.InMemory) transaction).changeSet().transaction();
  }

  private Thread adding(AtomicInteger added, int changes, long bytes, int many) {
    return Thread.ofPlatform()
        .start(
            () -> {
              try {
                for (int i = 1; i <= many && intake.add(transaction(i, changes, bytes)); i++) {
                  added.incrementAndGet();
                }
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  @Test
  void who_takes_is_given_everything_that_waits_in_order() throws Exception {
    for (int i = 1; i <= 3; i++) {
      assertThat(intake.add(transaction(i, 1, 1))).isTrue();
    }
    assertThat(intake.take(LONG)).extracting(IntakeTest::number).containsExactly(1L, 2L, 3L);
    assertThat(intake.take(1)).isEmpty();
  }

  @Test
  void who_adds_waits_while_there_are_many_changes_or_large_ones() throws Exception {
    for (long bytes : new long[] {1, 9L << 20}) {
      AtomicInteger added = new AtomicInteger();
      int changes = bytes == 1 ? 100 : 1;
      Thread adder = adding(added, changes, bytes, 1_000);
      await().atMost(PATIENCE).until(() -> adder.getState() == Thread.State.WAITING);
      assertThat(added.get()).isEqualTo(bytes == 1 ? 40 : 2);

      List<Long> taken = new ArrayList<>();
      while (taken.size() < 1_000) {
        intake.take(1).forEach(one -> taken.add(number(one)));
      }
      adder.join();
      assertThat(taken).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void one_that_is_larger_than_the_room_goes_through() throws Exception {
    assertThat(intake.add(transaction(1, 100_000, 1L << 40))).isTrue();
    assertThat(intake.take(LONG)).hasSize(1);
  }

  @Test
  void what_came_before_a_failure_is_taken_and_then_the_failure_each_time() throws Exception {
    intake.add(transaction(1, 1, 1));
    intake.fail(new IllegalStateException("no room"));
    assertThat(intake.take(LONG)).hasSize(1);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> intake.take(LONG))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no room");
    }
  }

  @Test
  void closing_wakes_who_waits_and_lets_go_of_what_nobody_takes(@TempDir Path folder)
      throws Exception {
    EntrySpool spool = new EntrySpool(folder, LogSequenceNumber.INVALID_LSN);
    spool.add(new RowChange.Inserted(TABLE, new Position(LogSequenceNumber.INVALID_LSN, 1), ROW));
    intake.add(
        new Assembled.OnDisk(
            new SpooledTransaction(7, LogSequenceNumber.valueOf(7), Instant.EPOCH, spool)));
    AtomicInteger added = new AtomicInteger();
    Thread adder = adding(added, 1, 1, 1);
    await().atMost(PATIENCE).until(() -> adder.getState() == Thread.State.WAITING);

    intake.close();
    adder.join();
    assertThat(added).as("nothing is added any more").hasValue(0);
    assertThat(intake.take(LONG)).isEmpty();
    assertThatThrownBy(() -> spool.read().next()).isInstanceOf(SpoolProblem.class);
  }
}
