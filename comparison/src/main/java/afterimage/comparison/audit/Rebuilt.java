package afterimage.comparison.audit;

import afterimage.comparison.ladder.RunEvent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Carts built from the events of a source, held against the same from the truth: lines, prices,
/// discount, and whether there is a cart at all.
///
/// @param same in so many places they are the same
/// @param places so many were looked at
public record Rebuilt(int same, int places) {

  private static final String CART = "cart-";

  public boolean isComplete() {
    return same == places;
  }

  /// Each cart, after everything.
  public static Rebuilt now(List<RunEvent> truth, Source source) {
    Source so = Source.of("truth", truth, Set.of());
    int same = 0;
    Set<String> carts = carts(truth);
    for (String cart : carts) {
      Held really = Held.after(so.of(cart), false);
      same += really.isLike(Held.after(source.of(cart), source.images())) ? 1 : 0;
    }
    return new Rebuilt(same, carts.size());
  }

  /// Each cart, after each command that changed it.
  public static Rebuilt then(List<RunEvent> truth, Source source) {
    Source so = Source.of("truth", truth, Set.of());
    int same = 0;
    int places = 0;
    for (String cart : carts(truth)) {
      Held really = Held.nothing(false);
      Held rebuilt = Held.nothing(source.images());
      List<RunEvent> own = source.of(cart);
      int next = 0;
      List<RunEvent> events = so.of(cart);
      for (int i = 0; i < events.size(); i++) {
        really.take(events.get(i));
        int step = events.get(i).step();
        if (i + 1 < events.size() && events.get(i + 1).step() == step) {
          continue;
        }
        while (next < own.size() && own.get(next).step() <= step) {
          rebuilt.take(own.get(next++));
        }
        places++;
        same += really.isLike(rebuilt) ? 1 : 0;
      }
    }
    return new Rebuilt(same, places);
  }

  private static Set<String> carts(List<RunEvent> truth) {
    Set<String> carts = new TreeSet<>();
    truth.stream()
        .map(RunEvent::stream)
        .filter(stream -> stream.startsWith(CART))
        .forEach(carts::add);
    return carts;
  }
}
