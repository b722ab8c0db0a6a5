package afterimage.legacy.cart;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Publishes a checkout beside its commit: two writes, to the database and to the subscriber, that
/// no transaction holds together. So either can be there without the other.
final class CheckoutPublication {

  private static final Logger LOG = System.getLogger(CheckoutPublication.class.getName());

  private final CheckoutSubscriber subscriber;
  private final CheckoutFaults faults;

  CheckoutPublication(CheckoutSubscriber subscriber, CheckoutFaults faults) {
    this.subscriber = subscriber;
    this.faults = faults;
  }

  /// Called with the rows written and not yet committed.
  ///
  /// @throws IllegalStateException if the switch says that the commit fails
  void publish(Cart cart) {
    try {
      if (faults.fault() == CheckoutFaults.Fault.MESSAGE_LOST) {
        throw new IllegalStateException("The switch for faults says message-lost");
      }
      subscriber.received(CheckedOutCart.of(cart).json());
    } catch (RuntimeException e) {
      // The customer shall not wait for a subscriber. No column says that the message was lost.
      LOG.log(Level.ERROR, "Cart " + cart.id() + " is checked out, but its subscriber failed", e);
    }
    if (faults.fault() == CheckoutFaults.Fault.COMMIT_FAILS) {
      throw new IllegalStateException("The switch for faults says commit-fails");
    }
  }
}
