package afterimage.cli.shops;

import afterimage.comparison.drive.Answer;
import afterimage.comparison.drive.Shop;
import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Sender;
import afterimage.eventsourced.EventSourcedShop;
import afterimage.eventsourced.article.Priced;
import afterimage.eventsourced.button.Button;
import afterimage.eventsourced.button.ButtonCommand;
import afterimage.eventsourced.cart.Cart;
import afterimage.eventsourced.handling.ExpectedTag;
import afterimage.eventsourced.handling.Folded;
import afterimage.eventsourced.handling.Refused;
import afterimage.eventsourced.handling.Request;
import afterimage.store.AsOf;
import afterimage.store.Certainty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// The event-sourced app without a server. Commands are within the limits that requests have.
public final class PlainEventSourcedShop implements Shop {

  private final EventSourcedShop shop;

  public PlainEventSourcedShop(EventSourcedShop shop) {
    this.shop = shop;
  }

  @Override
  public Answer send(Command command, Sender sender) {
    Request request =
        new Request(
            new ExpectedTag.Any(), sender.actor(), sender.reason(), sender.commandId(), null);
    return said(
        () ->
            switch (command) {
              case Command.OfCart of -> ofCart(of, request);
              case Command.Press(var button, var presses) ->
                  button(shop.buttons().handle(button, new ButtonCommand.Press(presses), request));
              case Command.SetButton(var button, var on) ->
                  button(shop.buttons().handle(button, new ButtonCommand.Set(on), request));
              case Command.PriceArticle(var sku, var unitPrice) ->
                  priced(shop.articles().changePrice(sku, unitPrice, request));
            });
  }

  private Answer ofCart(Command.OfCart command, Request request) {
    Folded<Cart> cart =
        command instanceof Command.MergeGuest(long into, long guest)
            ? shop.carts().mergeGuest(into, guest, request)
            : shop.carts().handle(command.cart(), EventSourcedWords.of(command), request);
    return command instanceof Command.AbandonCart ? Said.gone() : cart(cart);
  }

  @Override
  public Answer state(String stream) {
    StreamName name = StreamName.parse(stream);
    return said(
        () ->
            switch (name.kind()) {
              case "cart" -> cart(shop.carts().find(Long.parseLong(name.of()), AsOf.LATEST));
              case "button" -> button(shop.buttons().find(name.of(), AsOf.LATEST));
              case "article" -> {
                var article = shop.articles().find(name.of(), AsOf.LATEST);
                yield Said.of(
                    with(
                        Said.article(article.state().sku(), article.state().unitPrice()),
                        article.certainty()));
              }
              default -> throw name.strange();
            });
  }

  private static Answer said(Supplier<Answer> work) {
    try {
      return work.get();
    } catch (Refused refused) {
      return Said.problem(
          refused.problem().endsWith("-unknown")
              ? 404
              : refused.problem().equals("idempotency-key-reused") ? 422 : 409,
          refused.problem(),
          Objects.requireNonNull(refused.getMessage()));
    }
  }

  private static Answer cart(Folded<Cart> folded) {
    Cart cart = folded.state();
    return Said.of(
        with(
            Said.cart(
                cart.id(),
                cart.items().stream()
                    .map(item -> Said.line(item.sku(), item.quantity(), item.unitPrice()))
                    .toList(),
                cart.discount(),
                cart.checkedOut(),
                cart.total()),
            folded.certainty()));
  }

  private static Answer button(Folded<Button> folded) {
    return Said.of(
        with(Said.button(folded.state().id(), folded.state().state()), folded.certainty()));
  }

  private static Answer priced(Priced priced) {
    return Said.of(
        with(
            Said.priced(
                priced.article().state().sku(),
                priced.article().state().unitPrice(),
                priced.carts()),
            priced.article().certainty()));
  }

  /// Of the weakest event behind it; absent unless events were derived.
  private static ObjectNode with(ObjectNode body, Optional<Certainty> certainty) {
    certainty.ifPresent(c -> body.put("certainty", c.name().toLowerCase(Locale.ROOT)));
    return body;
  }
}
