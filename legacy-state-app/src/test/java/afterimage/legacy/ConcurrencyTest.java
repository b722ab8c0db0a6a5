package afterimage.legacy;

import static afterimage.legacy.ShopOverRows.ANY;
import static afterimage.legacy.ShopOverRows.item;
import static org.assertj.core.api.Assertions.assertThat;

import afterimage.legacy.cart.CartAnswer;
import afterimage.legacy.cart.Carts;
import afterimage.legacy.cart.Discount;
import afterimage.legacy.version.ExpectedVersion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

  private static final int WRITERS = 8;

  private final ShopOverRows world = ShopOverRows.empty();
  private final Carts carts = world.shop().carts();

  /// Lets all writers do it at the same moment, so many times.
  private static <T> List<T> together(int times, Callable<T> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(WRITERS);
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<T>> futures =
          IntStream.range(0, WRITERS)
              .mapToObj(
                  _ ->
                      threads.submit(
                          () -> {
                            start.await();
                            T last = work.call();
                            for (int i = 1; i < times; i++) {
                              last = work.call();
                            }
                            return last;
                          }))
              .toList();
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }

  @Test
  void no_item_is_lost_when_many_add_to_one_cart() throws Exception {
    together(25, () -> carts.add(1, item("banana", 1, "1.00"), ANY));

    assertThat(world.items()).containsExactly("1 banana 200 1.00");
  }

  @Test
  void the_first_item_may_come_from_many_at_once() throws Exception {
    for (int cart = 1; cart <= 20; cart++) {
      int id = cart;
      assertThat(together(1, () -> carts.add(id, item("banana", 1, "1.00"), ANY)))
          .allMatch(CartAnswer.Done.class::isInstance);
    }
    assertThat(world.rows("select quantity from cart_items")).hasSize(20).containsOnly("8");
  }

  @Test
  void one_of_many_checkouts_is_done() throws Exception {
    carts.add(1, item("banana", 1, "1.00"), ANY);

    assertThat(together(1, () -> carts.checkOut(1, ANY)))
        .filteredOn(CartAnswer.Done.class::isInstance)
        .hasSize(1);
    assertThat(world.received()).hasSize(1);
  }

  @Test
  void of_many_who_expect_the_same_version_one_is_first() throws Exception {
    carts.add(1, item("banana", 1, "1.00"), ANY);
    var expected = new ExpectedVersion.OneOf(List.of(carts.find(1).orElseThrow().version()));

    assertThat(
            together(
                1,
                () ->
                    carts.discount(
                        1,
                        new Discount.Amount(new BigDecimal("0.01")),
                        Optional.empty(),
                        expected)))
        .filteredOn(CartAnswer.Done.class::isInstance)
        .hasSize(1);

    assertThat(world.carts()).containsExactly("1 0.01 f");
  }

  @Test
  void no_press_is_lost_when_many_press_one_button() throws Exception {
    // One that lost presses might be off all the same; ten would not.
    for (int lamp = 1; lamp <= 10; lamp++) {
      String id = "lamp-" + lamp;
      together(5, () -> world.shop().buttons().press(id, 1, ANY));
    }
    assertThat(world.rows("select state from buttons")).hasSize(10).containsOnly("off");

    world.shop().buttons().press("lamp-1", 1, ANY);
    assertThat(world.rows("select state from buttons where id = 'lamp-1'")).containsExactly("on");
  }
}
