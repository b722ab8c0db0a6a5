package afterimage.legacy.shipping;

import afterimage.legacy.cart.CheckoutSubscriber;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Receives what is to be shipped and shows it. Kept in memory, so it starts empty.
public final class Shipping implements CheckoutSubscriber {

  /// How many are kept to look at; the oldest goes first.
  public static final int KEPT = 1000;

  private static final Logger LOG = System.getLogger(Shipping.class.getName());

  private final Deque<String> shipments = new ArrayDeque<>();

  @Override
  public void received(String json) {
    synchronized (shipments) {
      if (shipments.size() == KEPT) {
        shipments.removeFirst();
      }
      shipments.addLast(json);
    }
    LOG.log(Level.INFO, "Shipping received {0}", json);
  }

  /// The JSON documents as they came, oldest first.
  public List<String> shipments() {
    synchronized (shipments) {
      return List.copyOf(shipments);
    }
  }
}
