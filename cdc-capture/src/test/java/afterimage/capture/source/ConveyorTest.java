package afterimage.capture.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.spool.SpooledTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

/// Time plays no part here: steps wait for latches.
class ConveyorTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// Counts what is in its hands, and stores only when it may.
  private static final class Handler implements ChangeSource.Handler<List<ChangeSet>> {
    final AtomicInteger prepared = new AtomicInteger();
    final List<ChangeSet> stored = new ArrayList<>();
    final CountDownLatch mayStore = new CountDownLatch(1);

    @Override
    public List<ChangeSet> prepare(List<ChangeSet> transactions) {
      prepared.incrementAndGet();
      return transactions;
    }

    @Override
    public void store(List<List<ChangeSet>> batches) {
      try {
        mayStore.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      batches.forEach(stored::addAll);
    }

    @Override
    public void storeLarge(SpooledTransaction transaction) {
      throw new AssertionError("none is large");
    }
  }

  private static ChangeSet transaction(long number) {
    return new ChangeSet(
        number, LogSequenceNumber.valueOf(number), Instant.EPOCH, List.of(), List.of());
  }

  private static LogSequenceNumber end(long number) {
    return LogSequenceNumber.valueOf(number);
  }

  @Test
  void transactions_are_prepared_while_others_are_stored_and_nothing_is_acknowledged_before()
      throws Exception {
    Handler handler = new Handler();
    try (Conveyor<List<ChangeSet>> conveyor = new Conveyor<>(handler)) {
      for (long i = 1; i <= 3; i++) {
        conveyor.put(List.of(transaction(i)), end(i));
      }
      await().atMost(PATIENCE).until(() -> handler.prepared.get() == 3);
      assertThat(conveyor.stored()).isNull();

      handler.mayStore.countDown();
      List<Object> acknowledged = new ArrayList<>();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                LogSequenceNumber record = conveyor.stored();
                if (record != null) {
                  acknowledged.add(record.asLong());
                }
                return acknowledged.contains(3L);
              });
      conveyor.end();
    }
    assertThat(handler.stored).extracting(ChangeSet::transaction).containsExactly(1L, 2L, 3L);
  }

  @Test
  void who_reads_waits_for_a_store_that_is_slow() throws Exception {
    Handler handler = new Handler();
    AtomicInteger put = new AtomicInteger();
    try (Conveyor<List<ChangeSet>> conveyor = new Conveyor<>(handler)) {
      Thread reader =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      for (long i = 1; i <= 1_000; i++) {
                        conveyor.put(List.of(transaction(i)), end(i));
                        put.incrementAndGet();
                      }
                    } catch (InterruptedException e) {
                      throw new AssertionError(e);
                    }
                  });
      await().atMost(PATIENCE).until(() -> reader.getState() == Thread.State.WAITING);
      assertThat(put.get()).isLessThan(20);
      assertThat(handler.prepared.get()).isLessThan(20);

      handler.mayStore.countDown();
      reader.join();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                LogSequenceNumber record = conveyor.stored();
                return record != null && record.asLong() == 1_000;
              });
      conveyor.end();
    }
    assertThat(handler.stored).hasSize(1_000);
  }

  @Test
  void who_has_a_large_transaction_waits_until_all_before_it_is_stored() throws Exception {
    Handler handler = new Handler();
    AtomicBoolean waited = new AtomicBoolean();
    try (Conveyor<List<ChangeSet>> conveyor = new Conveyor<>(handler)) {
      for (long i = 1; i <= 3; i++) {
        conveyor.put(List.of(transaction(i)), end(i));
      }
      Thread reader =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      waited.set(conveyor.awaitStored());
                    } catch (InterruptedException e) {
                      throw new AssertionError(e);
                    }
                  });
      await().atMost(PATIENCE).until(() -> reader.getState() == Thread.State.WAITING);
      assertThat(handler.stored).isEmpty();

      handler.mayStore.countDown();
      reader.join();
      assertThat(handler.stored).hasSize(3);
      conveyor.end();
    }
    assertThat(waited).isTrue();
  }

  @Test
  void who_waits_for_what_will_not_be_stored_is_told() throws Exception {
    Handler handler = new Handler();
    Conveyor<List<ChangeSet>> conveyor = new Conveyor<>(handler);
    conveyor.put(List.of(transaction(1)), end(1));
    conveyor.close();
    assertThat(conveyor.awaitStored()).isFalse();
    handler.mayStore.countDown();
    conveyor.end();
  }

  @Test
  void a_failure_of_either_step_ends_it_and_what_was_not_stored_is_not_acknowledged()
      throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("ConveyorTest: -Dseed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      int failing = 1 + random.nextInt(30);
      boolean whilePreparing = random.nextBoolean();
      List<Long> stored = new ArrayList<>();
      Conveyor<List<ChangeSet>> conveyor =
          new Conveyor<>(
              new ChangeSource.Handler<>() {
                @Override
                public List<ChangeSet> prepare(List<ChangeSet> transactions) {
                  failAt(whilePreparing, transactions);
                  return transactions;
                }

                @Override
                public void store(List<List<ChangeSet>> batches) {
                  batches.forEach(
                      batch -> {
                        failAt(!whilePreparing, batch);
                        batch.forEach(t -> stored.add(t.transaction()));
                      });
                }

                @Override
                public void storeLarge(SpooledTransaction transaction) {
                  throw new AssertionError("none is large");
                }

                private void failAt(boolean here, List<ChangeSet> transactions) {
                  if (here && transactions.getFirst().transaction() == failing) {
                    throw new IllegalStateException("transaction " + failing);
                  }
                }
              });
      long last = 0;
      try {
        for (long i = 1; i <= 40; i++) {
          conveyor.put(List.of(transaction(i)), end(i));
          LogSequenceNumber record = conveyor.stored();
          last = record == null ? last : record.asLong();
        }
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThatThrownBy(conveyor::throwFailure).isNotNull());
      } catch (IllegalStateException e) {
        assertThat(e).as("seed %d", seed).hasMessage("transaction " + failing);
      }
      LogSequenceNumber rest = conveyor.end();
      last = rest == null ? last : rest.asLong();
      assertThatThrownBy(conveyor::throwFailure).hasMessage("transaction " + failing);
      assertThat(stored)
          .as("seed %d", seed)
          .isEqualTo(LongStream.rangeClosed(1, stored.size()).boxed().toList())
          .hasSizeBetween((int) last, failing - 1);
    }
  }
}
