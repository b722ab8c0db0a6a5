package afterimage.comparison.scenario;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Commands in the order in which both apps get them.
///
/// @param actor who does it
public record Scenario(String name, String actor, List<Command> commands) {

  public Scenario {
    commands = List.copyOf(commands);
  }

  /// The seven steps of cart 101, and a button that is pressed once and then twice at once.
  public static Scenario demo() {
    return new Scenario(
        "cart-101 and button",
        "Ann",
        List.of(
            new Command.AddItem(101, "banana", 1, money("1.00")),
            new Command.AddItem(101, "apple", 1, money("1.50")),
            new Command.AddItem(101, "banana", 1, money("1.00")),
            new Command.RemoveItem(101, "apple", 1, "changed my mind"),
            new Command.ApplyDiscount(
                101, new Discount.Amount(money("0.10")), new Requirement.Holds("banana", 2)),
            new Command.AddItem(101, "mango", 1, money("2.00")),
            new Command.CheckOut(101),
            new Command.Press("lamp", 1),
            new Command.Press("lamp", 2)));
  }

  /// The streams that it concerns, in the order of their first command.
  public Set<String> streams() {
    Set<String> streams = new LinkedHashSet<>();
    commands.forEach(command -> streams.addAll(command.streams()));
    return streams;
  }

  private static BigDecimal money(String text) {
    return new BigDecimal(text);
  }
}
