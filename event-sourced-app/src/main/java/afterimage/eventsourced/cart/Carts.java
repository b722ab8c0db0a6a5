package afterimage.eventsourced.cart;

import afterimage.eventsourced.handling.EventCodec;
import afterimage.eventsourced.handling.ExpectedTag;
import afterimage.eventsourced.handling.Folded;
import afterimage.eventsourced.handling.Handler;
import afterimage.eventsourced.handling.History;
import afterimage.store.AsOf;
import afterimage.store.EventStore;
import afterimage.store.StreamId;
import java.time.InstantSource;

/// All carts of a store.
public final class Carts {

  private static final EventCodec<CartEvent> CODEC = new CartCodec();

  private final EventStore store;
  private final InstantSource clock;

  public Carts(EventStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  public static StreamId stream(long cart) {
    return StreamId.of("cart-" + cart);
  }

  /// @throws afterimage.eventsourced.handling.Refused if a rule forbids it
  /// @throws afterimage.eventsourced.handling.VersionDiffers if the sender expected another one
  public Folded<Cart> handle(long cart, CartCommand command, ExpectedTag expected) {
    return handler(cart).handle(command, expected);
  }

  /// What the cart is, or was as of a version or a time.
  ///
  /// @throws afterimage.eventsourced.handling.Refused if there is none, or there was none then
  public Folded<Cart> find(long cart, AsOf asOf) {
    return History.find(handler(cart), asOf, () -> CartRefusals.unknown(cart));
  }

  private Handler<CartCommand, Cart, CartEvent> handler(long cart) {
    return new Handler<>("cart " + cart, stream(cart), new CartDecider(cart), CODEC, store, clock);
  }
}
