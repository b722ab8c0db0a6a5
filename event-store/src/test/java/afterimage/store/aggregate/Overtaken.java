package afterimage.store.aggregate;

import afterimage.store.Decider;
import afterimage.store.aggregate.Account.Command;
import afterimage.store.aggregate.Account.Event;
import afterimage.store.aggregate.Account.State;
import java.util.List;
import java.util.function.LongConsumer;

/// An account that does something while it decides.
record Overtaken(LongConsumer meanwhile) implements Decider<Command, State, Event> {

  private static final Account RULES = new Account();

  @Override
  public State initial() {
    return RULES.initial();
  }

  @Override
  public List<Event> decide(Command command, State state) {
    meanwhile.accept(state.balance());
    return RULES.decide(command, state);
  }

  @Override
  public State evolve(State state, Event event) {
    return RULES.evolve(state, event);
  }
}
