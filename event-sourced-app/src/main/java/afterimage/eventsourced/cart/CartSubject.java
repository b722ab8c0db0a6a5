package afterimage.eventsourced.cart;

import afterimage.eventsourced.asking.Subject;
import afterimage.eventsourced.cart.CartEvent.CartAbandoned;
import afterimage.eventsourced.cart.CartEvent.CartCleared;
import afterimage.eventsourced.cart.CartEvent.CartFound;
import afterimage.eventsourced.cart.CartEvent.CartSaved;
import afterimage.eventsourced.cart.CartEvent.CheckedOut;
import afterimage.eventsourced.cart.CartEvent.CheckoutCancelled;
import afterimage.eventsourced.cart.CartEvent.DiscountApplied;
import afterimage.eventsourced.cart.CartEvent.DiscountWithdrawn;
import afterimage.eventsourced.cart.CartEvent.GuestCartMerged;
import afterimage.eventsourced.cart.CartEvent.ItemAdded;
import afterimage.eventsourced.cart.CartEvent.ItemFound;
import afterimage.eventsourced.cart.CartEvent.ItemRemoved;
import afterimage.eventsourced.cart.CartEvent.MergedIntoCart;
import afterimage.eventsourced.cart.CartEvent.PriceChanged;
import afterimage.eventsourced.cart.CartEvent.PriceCorrected;
import afterimage.eventsourced.cart.CartEvent.QuantityChanged;
import afterimage.eventsourced.handling.Handler;
import afterimage.store.StreamId;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// A cart that can be asked about.
public record CartSubject(Handler<CartCommand, Cart, CartEvent> handler)
    implements Subject<CartCommand, Cart, CartEvent> {

  @Override
  public ObjectNode show(Cart cart) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode().put("id", cart.id());
    ArrayNode items = shown.putArray("items");
    for (CartItem item : cart.items()) {
      items
          .addObject()
          .put("sku", item.sku())
          .put("quantity", item.quantity())
          .put("unitPrice", item.unitPrice());
    }
    return shown
        .put("discount", cart.discount())
        .put("checkedOut", cart.checkedOut())
        .put("total", cart.total());
  }

  @Override
  public String words(CartEvent event) {
    return CartWords.of(event);
  }

  @Override
  public Optional<CartCommand> command(CartEvent event) {
    try {
      return Optional.ofNullable(
          switch (event) {
            case ItemAdded(var sku, var quantity, var price) ->
                new CartCommand.AddItem(sku, quantity, price);
            case ItemRemoved(var sku, var quantity, var reason) ->
                new CartCommand.RemoveItem(sku, quantity, reason);
            case QuantityChanged(var sku, var quantity) ->
                new CartCommand.ChangeQuantity(sku, quantity);
            case PriceCorrected(var sku, var price) -> new CartCommand.CorrectPrice(sku, price);
            case PriceChanged(var sku, var price) -> new CartCommand.TakeCataloguePrice(sku, price);
            case DiscountApplied discount ->
                new CartCommand.ApplyDiscount(kind(discount), discount.requirement());
            case GuestCartMerged(var guest, var items) -> new CartCommand.MergeGuest(guest, items);
            case MergedIntoCart(var cart) -> new CartCommand.MergeInto(cart);
            case CartCleared() -> new CartCommand.Clear();
            case CartAbandoned() -> new CartCommand.Abandon();
            case CartSaved(var items) -> new CartCommand.Save(items);
            case CheckedOut _ -> new CartCommand.CheckOut();
            case DiscountWithdrawn _, CheckoutCancelled _, CartFound _, ItemFound _ -> null;
          });
    } catch (IllegalArgumentException e) {
      // It was derived from rows, and nobody could have asked for it in one go.
      return Optional.empty();
    }
  }

  private static Discount kind(DiscountApplied discount) {
    if (discount.percent() != null) {
      return new Discount.Percent(discount.percent());
    }
    return discount.free() == null ? new Discount.Amount(discount.amount()) : discount.free();
  }

  @Override
  public Optional<StreamId> origin(CartEvent event) {
    return switch (event) {
      case PriceChanged(var sku, var _) -> Optional.of(StreamId.of("article-" + sku));
      case MergedIntoCart(var cart) -> Optional.of(Carts.stream(cart));
      case CartFound _,
          ItemFound _,
          ItemAdded _,
          ItemRemoved _,
          QuantityChanged _,
          PriceCorrected _,
          DiscountApplied _,
          DiscountWithdrawn _,
          GuestCartMerged _,
          CartCleared _,
          CartAbandoned _,
          CartSaved _,
          CheckedOut _,
          CheckoutCancelled _ ->
          Optional.empty();
    };
  }

  @Override
  public Optional<List<CartEvent>> between(Cart from, Cart to) {
    return Optional.of(CartPath.between(from, to));
  }
}
