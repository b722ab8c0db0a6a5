package afterimage.cli.shops;

import afterimage.comparison.drive.Answer;
import afterimage.comparison.drive.Shop;
import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Sender;
import afterimage.legacy.LegacyShop;
import afterimage.legacy.article.Article;
import afterimage.legacy.article.ArticleAnswer;
import afterimage.legacy.button.Button;
import afterimage.legacy.button.ButtonAnswer;
import afterimage.legacy.button.ButtonState;
import afterimage.legacy.cart.Cart;
import afterimage.legacy.cart.CartAnswer;
import afterimage.legacy.cart.CartItem;
import afterimage.legacy.cart.CartRefusal;
import afterimage.legacy.stating.Caller;
import afterimage.legacy.version.ExpectedVersion;
import java.util.List;
import java.util.Optional;

/// The state-oriented app without a server. Commands are within the limits that requests have.
public final class PlainLegacyShop implements Shop {

  private static final ExpectedVersion ANY = new ExpectedVersion.Any();

  private final LegacyShop shop;

  public PlainLegacyShop(LegacyShop shop) {
    this.shop = shop;
  }

  /// Who sends it and why has nowhere to go, unless the shop was built to say it.
  @Override
  public Answer send(Command command, Sender sender) {
    return new Caller(sender.actor(), sender.reason(), sender.commandId())
        .asks(() -> answer(command));
  }

  private Answer answer(Command command) {
    return switch (command) {
      case Command.OfCart of -> said(cart(of, of.cart()));
      case Command.Press(var button, var presses) ->
          said(shop.buttons().press(button, presses, ANY));
      case Command.SetButton(var button, var on) ->
          said(shop.buttons().set(button, on ? ButtonState.ON : ButtonState.OFF, ANY));
      case Command.PriceArticle(var sku, var unitPrice) ->
          said(shop.articles().changePrice(sku, unitPrice, ANY));
    };
  }

  private CartAnswer cart(Command.OfCart command, long id) {
    return switch (command) {
      case Command.AddItem(_, var sku, var quantity, var unitPrice) ->
          shop.carts().add(id, new CartItem(sku, quantity, unitPrice), ANY);
      case Command.RemoveItem(_, var sku, var quantity, var reason) ->
          shop.carts().remove(id, sku, quantity, Optional.of(reason), ANY);
      case Command.ChangeQuantity(_, var sku, var quantity) ->
          shop.carts().changeQuantity(id, sku, quantity, ANY);
      case Command.CorrectPrice(_, var sku, var unitPrice) ->
          shop.carts().correctPrice(id, sku, unitPrice, ANY);
      case Command.ApplyDiscount(_, var discount, var requirement) ->
          shop.carts()
              .discount(
                  id,
                  LegacyWords.of(discount),
                  Optional.ofNullable(requirement).map(LegacyWords::of),
                  ANY);
      case Command.MergeGuest(_, var guest) -> shop.carts().mergeGuest(id, guest, ANY);
      case Command.ClearCart _ -> shop.carts().clear(id, ANY);
      case Command.AbandonCart _ -> shop.carts().abandon(id, ANY);
      case Command.SaveCart(_, var lines) ->
          shop.carts()
              .save(
                  id,
                  lines.stream()
                      .map(line -> new CartItem(line.sku(), line.quantity(), line.unitPrice()))
                      .toList(),
                  ANY);
      case Command.CheckOut _ -> shop.carts().checkOut(id, ANY);
    };
  }

  @Override
  public Answer state(String stream) {
    StreamName name = StreamName.parse(stream);
    return switch (name.kind()) {
      case "cart" -> {
        long id = Long.parseLong(name.of());
        yield said(
            shop.carts()
                .find(id)
                .<CartAnswer>map(CartAnswer.Done::new)
                .orElseGet(() -> new CartRefusal.Unknown(id)));
      }
      case "button" ->
          shop.buttons()
              .find(name.of())
              .map(button -> said(new ButtonAnswer.Done(button)))
              .orElseGet(() -> Unknown.button(name.of()));
      case "article" ->
          shop.articles()
              .find(name.of())
              .map(article -> Said.of(Said.article(article.sku(), article.unitPrice())))
              .orElseGet(() -> Unknown.article(name.of()));
      default -> throw name.strange();
    };
  }

  private static Answer said(CartAnswer answer) {
    return switch (answer) {
      case CartAnswer.Done(Cart cart) ->
          Said.of(
              Said.cart(
                  cart.id(),
                  cart.items().stream()
                      .map(item -> Said.line(item.sku(), item.quantity(), item.unitPrice()))
                      .toList(),
                  cart.discount(),
                  cart.checkedOut(),
                  cart.total()));
      case CartAnswer.Gone() -> Said.gone();
      case CartRefusal refusal -> LegacyWords.of(refusal);
    };
  }

  private static Answer said(ButtonAnswer answer) {
    return switch (answer) {
      case ButtonAnswer.Done(Button button) ->
          Said.of(Said.button(button.id(), button.state().text()));
      case ButtonAnswer.VersionDiffers differs ->
          Said.problem(412, "version-differs", differs.detail());
    };
  }

  private static Answer said(ArticleAnswer answer) {
    return switch (answer) {
      case ArticleAnswer.Done(Article article, List<Long> carts) ->
          Said.of(Said.priced(article.sku(), article.unitPrice(), carts));
      case ArticleAnswer.VersionDiffers differs ->
          Said.problem(412, "version-differs", differs.detail());
    };
  }
}
