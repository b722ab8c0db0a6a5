package afterimage.comparison.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the shop sells, and for how much at the moment.
final class Wares {

  static final List<String> NAMES =
      List.of(
          "apple", "banana", "bread", "butter", "cheese", "coffee", "eggs", "flour", "honey", "jam",
          "kiwi", "lemon", "mango", "milk", "nuts", "olives", "pasta", "rice", "salt", "tea");

  private final SortedMap<String, BigDecimal> prices = new TreeMap<>();

  Wares(Chance chance) {
    NAMES.forEach(name -> prices.put(name, chance.cents(49, 999)));
  }

  BigDecimal price(String sku) {
    return Objects.requireNonNull(prices.get(sku));
  }

  void price(String sku, BigDecimal price) {
    prices.put(sku, price);
  }

  /// Each at most once.
  List<String> some(Chance chance, int most) {
    List<String> some = new ArrayList<>();
    int count = chance.between(1, most);
    while (some.size() < count) {
      String name = chance.one(NAMES);
      if (!some.contains(name)) {
        some.add(name);
      }
    }
    return some;
  }
}
