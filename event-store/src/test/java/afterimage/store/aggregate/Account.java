package afterimage.store.aggregate;

import afterimage.store.Decider;
import afterimage.store.aggregate.Account.Command;
import afterimage.store.aggregate.Account.Event;
import afterimage.store.aggregate.Account.State;
import java.util.ArrayList;
import java.util.List;

/// A small aggregate to test with: what goes in and out of an account, in cents.
record Account() implements Decider<Command, State, Event> {

  sealed interface Event {
    record Deposited(long cents, String currency) implements Event {}

    record Withdrawn(long cents) implements Event {}
  }

  sealed interface Command {
    record Deposit(long cents) implements Command {}

    record Withdraw(long cents) implements Command {}
  }

  /// @param last the newest 3 movements, oldest first, so that the order of events matters
  record State(long balance, List<Long> last) {
    State {
      last = List.copyOf(last);
    }

    State moved(long cents) {
      List<Long> movements = new ArrayList<>(last);
      movements.add(cents);
      return new State(
          balance + cents, movements.subList(Math.max(0, movements.size() - 3), movements.size()));
    }
  }

  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  static EventTypesBuilder<Event> currentTypes() {
    return EventTypes.of(Event.class)
        .type("Deposited", 2, Event.Deposited.class)
        .type("Withdrawn", 1, Event.Withdrawn.class);
  }

  static EventTypes<Event> types() {
    return currentTypes()
        .upcast("Deposited", 1, data -> data.put("currency", "EUR"))
        .upcast("PaidIn", 1, data -> data.put("cents", data.remove("euros").asLong() * 100))
        .upcast("PaidIn", 2, "Deposited", 1, data -> data)
        .build();
  }

  @Override
  public State initial() {
    return new State(0, List.of());
  }

  @Override
  public List<Event> decide(Command command, State state) {
    return switch (command) {
      case Command.Deposit(long cents) ->
          cents == 0 ? List.of() : List.of(new Event.Deposited(cents, "EUR"));
      case Command.Withdraw(long cents) -> {
        if (cents > state.balance()) {
          throw new Refused("%d are not there, only %d".formatted(cents, state.balance()));
        }
        yield List.of(new Event.Withdrawn(cents));
      }
    };
  }

  @Override
  public State evolve(State state, Event event) {
    return switch (event) {
      case Event.Deposited(long cents, String _) -> state.moved(cents);
      case Event.Withdrawn(long cents) -> state.moved(-cents);
    };
  }
}
