package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AheadTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// Counts what was made, and fails at a number.
  private static final class Numbers implements Iterator<Integer> {
    final AtomicInteger made = new AtomicInteger();
    private final int last;
    private final int failing;

    Numbers(int last, int failing) {
      this.last = last;
      this.failing = failing;
    }

    @Override
    public boolean hasNext() {
      return made.get() < last;
    }

    @Override
    public Integer next() {
      int number = made.incrementAndGet();
      if (number == failing) {
        throw new IllegalArgumentException("number " + number);
      }
      return number;
    }
  }

  @Test
  void all_come_in_order_and_then_no_more() {
    List<Integer> taken = new ArrayList<>();
    try (Ahead<Integer> ahead = Ahead.of("ahead", new Numbers(1_000, 0))) {
      ahead.forEachRemaining(taken::add);
      assertThat(ahead.hasNext()).isFalse();
      assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
    }
    assertThat(taken).isEqualTo(IntStream.rangeClosed(1, 1_000).boxed().toList());
  }

  @Test
  void what_was_made_before_a_failure_comes_first() {
    List<Integer> taken = new ArrayList<>();
    try (Ahead<Integer> ahead = Ahead.of("ahead", new Numbers(1_000, 7))) {
      assertThatThrownBy(() -> ahead.forEachRemaining(taken::add))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("number 7");
      // It is no end that could be taken for one.
      assertThatThrownBy(ahead::hasNext).hasMessage("number 7");
    }
    assertThat(taken).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void only_a_few_are_made_that_nobody_takes_and_none_after_it_is_closed() {
    Numbers numbers = new Numbers(Integer.MAX_VALUE, 0);
    Thread maker;
    try (Ahead<Integer> ahead = Ahead.of("ahead that waits", numbers)) {
      maker =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().equals("ahead that waits"))
              .findFirst()
              .orElseThrow();
      await().atMost(PATIENCE).until(() -> maker.getState() == Thread.State.WAITING);
      assertThat(numbers.made.get()).isLessThan(10);
      assertThat(ahead.next()).isOne();
    }
    assertThat(maker.isAlive()).isFalse();
  }

  @Test
  void it_is_closed_though_the_next_one_would_never_be_made() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Iterator<Integer> stuck =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public Integer next() {
            begun.countDown();
            try {
              never.await();
              return 1;
            } catch (InterruptedException e) {
              ended.set(true);
              throw new IllegalStateException(e);
            }
          }
        };
    try (Ahead<Integer> _ = Ahead.of("ahead", stuck)) {
      begun.await();
    }
    assertThat(ended).isTrue();
  }
}
