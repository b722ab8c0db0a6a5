package afterimage.capture.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadAheadTest {

  private static final int MANY = 12_345;

  @Test
  void handsOverEverythingInItsOrder() throws SQLException {
    List<Integer> taken = new ArrayList<>();
    ReadAhead.<Integer>run(sink -> IntStream.range(0, MANY).forEach(sink::put), taken::add);
    assertThat(taken).containsExactlyElementsOf(IntStream.range(0, MANY).boxed().toList());
  }

  @Test
  void handsOverNothingWhereNothingIs() throws SQLException {
    List<Integer> taken = new ArrayList<>();
    ReadAhead.<Integer>run(_ -> {}, taken::add);
    assertThat(taken).isEmpty();
  }

  @Test
  void readsOnAnotherThreadAndTakesOnTheOneThatAsks() throws SQLException {
    List<Thread> threads = new ArrayList<>();
    ReadAhead.<Thread>run(
        sink -> sink.put(Thread.currentThread()),
        reader -> threads.add(reader) && threads.add(Thread.currentThread()));
    assertThat(threads.getFirst()).isNotEqualTo(Thread.currentThread());
    assertThat(threads.getLast()).isEqualTo(Thread.currentThread());
  }

  @Test
  void hasStoppedReadingWhenItComesBack() throws SQLException {
    AtomicBoolean reads = new AtomicBoolean(true);
    List<Integer> taken = new ArrayList<>();
    ReadAhead.<Integer>run(
        sink -> {
          int next = 0;
          while (sink.put(next)) {
            next++;
          }
          reads.set(false);
        },
        one -> taken.add(one) && one < 2_000);
    assertThat(reads).isFalse();
    assertThat(taken).hasSize(2_001);
  }

  @Test
  void readsNoFurtherAheadThanItsBound() throws SQLException {
    AtomicInteger read = new AtomicInteger();
    AtomicInteger furthest = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    ReadAhead.<Integer>run(
        sink -> {
          for (int i = 0; i < MANY; i++) {
            sink.put(read.incrementAndGet());
          }
        },
        _ -> {
          furthest.accumulateAndGet(read.get() - taken.getAndIncrement(), Math::max);
          return true;
        });
    assertThat(furthest.get()).isBetween(1, 3_001);
    assertThat(taken).hasValue(MANY);
  }

  @Test
  void whatReadingFailedWithComesAfterWhatWasRead() {
    List<Integer> taken = new ArrayList<>();
    assertThatThrownBy(
            () ->
                ReadAhead.<Integer>run(
                    sink -> {
                      IntStream.range(0, 1_000).forEach(sink::put);
                      throw new SQLException("the server is gone");
                    },
                    taken::add))
        .isInstanceOf(SQLException.class)
        .hasMessage("the server is gone");
    assertThat(taken).hasSize(1_000);
  }

  @Test
  void whatTakingFailedWithEndsTheReadingFirst() {
    AtomicBoolean reads = new AtomicBoolean(true);
    assertThatThrownBy(
            () ->
                ReadAhead.<Integer>run(
                    sink -> {
                      while (sink.put(1)) {
                        Thread.onSpinWait();
                      }
                      reads.set(false);
                    },
                    _ -> {
                      throw new IllegalStateException("cannot be folded");
                    }))
        .hasMessage("cannot be folded");
    assertThat(reads).isFalse();
  }
}
