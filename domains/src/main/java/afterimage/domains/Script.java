package afterimage.domains;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Writes transactions down, by a clock and dice of its own, so that the same seed gives the same.
final class Script {

  private final Random dice;
  private final List<Transaction> transactions = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-05T08:00:00Z");

  Script(long seed) {
    this.dice = new Random(seed);
  }

  int size() {
    return transactions.size();
  }

  List<Transaction> transactions() {
    return List.copyOf(transactions);
  }

  void commit(String... statements) {
    commit(List.of(statements));
  }

  void commit(List<String> statements) {
    transactions.add(new Transaction(statements));
    now = now.plus(Duration.ofMinutes(30L + dice.nextInt(1200)));
  }

  Instant now() {
    return now;
  }

  /// `now` as a literal.
  String at() {
    return "'" + now + "'";
  }

  /// The day of `now`, so many days later, as a literal.
  String day(int later) {
    return "'" + now.plus(Duration.ofDays(later)).toString().substring(0, 10) + "'";
  }

  int upTo(int bound) {
    return dice.nextInt(bound);
  }

  <T> T oneOf(List<T> list) {
    return list.get(dice.nextInt(list.size()));
  }

  /// An amount of at most so many cents, as a literal.
  String amount(int cents) {
    int amount = 1 + dice.nextInt(cents);
    return "%d.%02d".formatted(amount / 100, amount % 100);
  }
}
