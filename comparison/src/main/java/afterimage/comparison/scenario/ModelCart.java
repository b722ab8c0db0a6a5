package afterimage.comparison.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A cart as the generator believes it to be.
final class ModelCart {

  private final long id;
  private final String owner;
  private final SortedMap<String, Line> lines = new TreeMap<>();
  private BigDecimal discount = BigDecimal.ZERO;
  private int touched;

  ModelCart(long id, String owner) {
    this.id = id;
    this.owner = owner;
  }

  long id() {
    return id;
  }

  String owner() {
    return owner;
  }

  /// The deed that touched it last.
  int touched() {
    return touched;
  }

  void touch(int deed) {
    touched = deed;
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  List<Line> lines() {
    return new ArrayList<>(lines.values());
  }

  @Nullable Line line(String sku) {
    return lines.get(sku);
  }

  int quantityOf(String sku) {
    Line line = lines.get(sku);
    return line == null ? 0 : line.quantity();
  }

  BigDecimal discount() {
    return discount;
  }

  BigDecimal worth() {
    return lines.values().stream()
        .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  void put(Line line) {
    lines.put(line.sku(), line);
  }

  void takeOut(String sku) {
    lines.remove(sku);
  }

  void discount(BigDecimal more) {
    discount = discount.add(more);
  }

  void hold(List<Line> form) {
    lines.clear();
    form.forEach(this::put);
  }

  void clear() {
    lines.clear();
    discount = BigDecimal.ZERO;
  }
}
