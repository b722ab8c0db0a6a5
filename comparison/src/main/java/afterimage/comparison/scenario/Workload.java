package afterimage.comparison.scenario;

import afterimage.store.EventIds;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Deeds in the order in which both apps see them. The same name and seed give the same deeds,
/// command ids included.
public record Workload(String name, long seed, List<Deed> deeds) {

  /// What [#named] knows.
  public static final List<String> NAMES = List.of("cart-101", "button", "shop");

  /// So many deeds a shop can have.
  public static final int MOST = 100_000;

  public Workload {
    deeds = List.copyOf(deeds);
  }

  /// @param commands how many deeds a shop has, from 1 to [#MOST]; the other workloads are as they
  ///     are, and so they are for `seed` and `mix`
  /// @throws IllegalArgumentException that says what there is
  public static Workload named(String name, int commands, long seed, Mix mix) {
    return switch (name) {
      case "cart-101" -> cart101();
      case "button" -> button();
      case "shop" -> shop(commands, seed, mix);
      default ->
          throw new IllegalArgumentException(
              "There is no workload %s; expected one of %s"
                  .formatted(name, String.join(", ", NAMES)));
    };
  }

  /// What goes on in a shop. See [Mix] for what there is.
  ///
  /// @param commands from 1 to [#MOST]
  public static Workload shop(int commands, long seed, Mix mix) {
    if (commands < 1 || commands > MOST) {
      throw new IllegalArgumentException("%d commands; expected 1 to %d".formatted(commands, MOST));
    }
    return new Workload("shop", seed, new ShopDay("shop", seed, mix).deeds(commands));
  }

  /// A scenario whose commands have ids of their own.
  public static Workload of(Scenario scenario, long seed) {
    List<Deed> deeds = new ArrayList<>();
    for (Command command : scenario.commands()) {
      deeds.add(
          new Deed.Asked(
              command,
              new Sender(
                  scenario.actor(),
                  reason(command),
                  commandId(scenario.name(), seed, deeds.size() + 1))));
    }
    return new Workload(scenario.name(), seed, deeds);
  }

  /// The seven steps of cart 101.
  public static Workload cart101() {
    return demo("cart-101", Command.OfCart.class);
  }

  /// One press, and then two in one request.
  public static Workload button() {
    return demo("button", Command.OfButton.class);
  }

  private static Workload demo(String name, Class<? extends Command> of) {
    Scenario demo = Scenario.demo();
    return of(
        new Scenario(name, demo.actor(), demo.commands().stream().filter(of::isInstance).toList()),
        0);
  }

  /// The streams that it names, in the order of their first deed.
  public Set<String> streams() {
    Set<String> streams = new LinkedHashSet<>();
    deeds.forEach(deed -> streams.addAll(deed.command().streams()));
    return streams;
  }

  /// Whether it is a customer who has a name.
  public static boolean isNamedCustomer(String actor) {
    return People.CUSTOMERS.contains(actor);
  }

  static String commandId(String name, long seed, int number) {
    return EventIds.named("%s\n%d\n%d".formatted(name, seed, number)).toString();
  }

  static @Nullable String reason(Command command) {
    return command instanceof Command.RemoveItem remove ? remove.reason() : null;
  }
}
