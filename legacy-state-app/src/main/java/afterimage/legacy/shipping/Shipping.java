package afterimage.legacy.shipping;

import afterimage.legacy.cart.CheckoutSubscriber;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Ships each cart that it is told of, once, however often it is told. Kept in memory, so it starts
/// empty; of more than [#KEPT] the oldest is forgotten.
public final class Shipping implements CheckoutSubscriber {

  /// How many are remembered.
  static final int KEPT = 10_000;

  private static final Logger LOG = System.getLogger(Shipping.class.getName());
  private static final JsonMapper JSON = new JsonMapper();

  private final SequencedMap<Long, String> shipments = new LinkedHashMap<>();

  /// @throws IllegalArgumentException if it does not say which cart it is about
  @Override
  public void received(String json) {
    long cart = cart(json);
    boolean first;
    synchronized (shipments) {
      first = shipments.putIfAbsent(cart, json) == null;
      if (shipments.size() > KEPT) {
        shipments.pollFirstEntry();
      }
    }
    LOG.log(Level.INFO, first ? "Shipping received {0}" : "Shipping has shipped {0} before", json);
  }

  private static long cart(String json) {
    try {
      var cart = JSON.readTree(json).path("cart");
      if (cart.isIntegralNumber()) {
        return cart.longValue();
      }
    } catch (JsonProcessingException e) {
      // Said below, in the same words.
    }
    throw new IllegalArgumentException("A shipment is of a cart; expected its number in " + json);
  }

  /// The JSON documents as they came, oldest first.
  public List<String> shipments() {
    synchronized (shipments) {
      return List.copyOf(shipments.values());
    }
  }

  /// The numbers of the carts that were shipped, ascending.
  public List<Long> carts() {
    synchronized (shipments) {
      return shipments.keySet().stream().sorted().toList();
    }
  }
}
