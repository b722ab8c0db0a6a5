package afterimage.eventsourced.rest;

import afterimage.eventsourced.cart.Cart;
import afterimage.eventsourced.cart.CartItem;
import afterimage.eventsourced.handling.Folded;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A cart as JSON; the order of the parts is that of the JSON.
///
/// @param certainty of the weakest event behind it; absent unless events were derived
@Schema(name = "EventSourcedCart")
record CartBody(
    long id,
    List<Line> items,
    BigDecimal discount,
    boolean checkedOut,
    BigDecimal total,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(enumeration = {"stated", "exact", "inferred", "ambiguous"})
        @Nullable String certainty) {

  @Schema(name = "EventSourcedCartLine")
  record Line(String sku, long quantity, BigDecimal unitPrice) {
    private static Line of(CartItem item) {
      return new Line(item.sku(), item.quantity(), item.unitPrice());
    }
  }

  static CartBody of(Folded<Cart> folded) {
    Cart cart = folded.state();
    return new CartBody(
        cart.id(),
        cart.items().stream().map(Line::of).toList(),
        cart.discount(),
        cart.checkedOut(),
        cart.total(),
        Answers.certainty(folded));
  }
}
