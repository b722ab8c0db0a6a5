package afterimage.eventsourced.cart;

import afterimage.eventsourced.handling.Decision;
import afterimage.eventsourced.handling.EventCodec;
import afterimage.eventsourced.handling.Folded;
import afterimage.eventsourced.handling.Handler;
import afterimage.eventsourced.handling.History;
import afterimage.eventsourced.handling.Overtaken;
import afterimage.eventsourced.handling.Request;
import afterimage.store.AsOf;
import afterimage.store.EventStore;
import afterimage.store.StreamId;
import java.time.InstantSource;
import java.util.List;

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
  public Folded<Cart> handle(long cart, CartCommand command, Request request) {
    return handler(cart).handle(command, request);
  }

  /// A guest has logged in: what their cart holds goes into this one, and theirs is no more. Both
  /// streams are written together.
  ///
  /// @throws afterimage.eventsourced.handling.Refused if a rule forbids it
  /// @throws afterimage.eventsourced.handling.VersionDiffers if the sender expected another one
  public Folded<Cart> mergeGuest(long cart, long guest, Request request) {
    if (cart == guest) {
      throw CartRefusals.mergedWithItself(cart);
    }
    return Overtaken.again(
        () -> {
          Cart theirs = handler(guest).read(AsOf.LATEST).state();
          Decision<Cart> into =
              handler(cart)
                  .decide(
                      new CartCommand.MergeGuest(guest, theirs.items()), request, "merge " + guest);
          Decision<Cart> away =
              handler(guest)
                  .decide(
                      new CartCommand.MergeInto(cart),
                      into.repeated() ? request : request.causedBy(into.firstEvent()),
                      "merge into " + cart);
          return into.after().at(Decision.append(store, List.of(into, away)));
        });
  }

  /// What the cart is, or was as of a version or a time.
  ///
  /// @throws afterimage.eventsourced.handling.Refused if there is none, or there was none then
  public Folded<Cart> find(long cart, AsOf asOf) {
    return History.find(handler(cart), asOf, () -> CartRefusals.unknown(cart));
  }

  /// One cart's way to the store.
  public Handler<CartCommand, Cart, CartEvent> handler(long cart) {
    return new Handler<>(
        "cart " + cart, stream(cart), new CartDecider(cart), CODEC, Cart::begun, store, clock);
  }
}
