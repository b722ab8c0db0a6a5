package afterimage.legacy.cart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.List;

/// What is published of a cart that was checked out; the order of the parts is that of the JSON.
record CheckedOutCart(long cart, List<CartItem> items, BigDecimal discount, BigDecimal total) {

  private static final ObjectWriter JSON = new JsonMapper().writerFor(CheckedOutCart.class);

  static CheckedOutCart of(Cart cart) {
    return new CheckedOutCart(cart.id(), cart.items(), cart.discount(), cart.total());
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cart " + cart + " cannot be written as JSON", e);
    }
  }
}
