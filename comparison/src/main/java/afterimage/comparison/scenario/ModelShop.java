package afterimage.comparison.scenario;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The rules of the shop as far as a generator needs them, so that what is done is mostly possible
/// and what is refused is meant. The apps are asked none of it; if they and this model part, some
/// deeds are refused that were not meant to be, and nothing else is wrong.
final class ModelShop {

  private final SequencedMap<Long, ModelCart> open = new LinkedHashMap<>();
  private final Map<String, Integer> touched = new HashMap<>();
  private final Map<String, Boolean> buttons = new HashMap<>();

  List<ModelCart> open() {
    return new ArrayList<>(open.values());
  }

  int count() {
    return open.size();
  }

  @Nullable ModelCart cart(long id) {
    return open.get(id);
  }

  ModelCart begin(long id, String owner) {
    return open.computeIfAbsent(id, _ -> new ModelCart(id, owner));
  }

  boolean isOn(String button) {
    return buttons.getOrDefault(button, false);
  }

  /// Whether nothing has touched these streams since that deed.
  boolean untouchedSince(List<String> streams, int deed) {
    return streams.stream().allMatch(stream -> touched.getOrDefault(stream, 0) <= deed);
  }

  /// Does it; what is not possible changes nothing.
  ///
  /// @param deed its number
  void take(Command command, int deed) {
    switch (command) {
      case Command.AddItem(var id, var sku, var quantity, var price) -> {
        ModelCart cart = open.get(id);
        if (cart != null) {
          Line held = cart.line(sku);
          if (held == null || held.unitPrice().compareTo(price) == 0) {
            cart.put(new Line(sku, cart.quantityOf(sku) + quantity, price));
          }
        }
      }
      case Command.RemoveItem(var id, var sku, var quantity, _) -> {
        Line held = line(id, sku);
        if (held != null && held.quantity() >= quantity) {
          quantity(id, held, held.quantity() - quantity);
        }
      }
      case Command.ChangeQuantity(var id, var sku, var quantity) -> {
        Line held = line(id, sku);
        if (held != null) {
          quantity(id, held, quantity);
        }
      }
      case Command.CorrectPrice(var id, var sku, var price) -> {
        Line held = line(id, sku);
        if (held != null) {
          Objects.requireNonNull(open.get(id)).put(new Line(sku, held.quantity(), price));
        }
      }
      case Command.ApplyDiscount(var id, var discount, var requirement) -> {
        ModelCart cart = open.get(id);
        if (cart != null && earns(cart, discount, requirement)) {
          cart.discount(amount(cart, discount));
        }
      }
      case Command.MergeGuest(var id, var guest) -> merge(id, guest);
      case Command.ClearCart(var id) -> {
        ModelCart cart = open.get(id);
        if (cart != null) {
          cart.clear();
        }
      }
      case Command.AbandonCart(var id) -> open.remove(id);
      case Command.SaveCart(var id, var form) -> {
        ModelCart cart = open.get(id);
        if (cart != null) {
          cart.hold(form);
        }
      }
      case Command.CheckOut(var id) -> {
        ModelCart cart = open.get(id);
        if (cart != null && !cart.isEmpty()) {
          open.remove(id);
        }
      }
      case Command.Press(var button, var presses) ->
          buttons.put(button, isOn(button) != (presses % 2 == 1));
      case Command.SetButton(var button, var on) -> buttons.put(button, on);
      case Command.PriceArticle(var sku, var price) ->
          open.values().stream()
              .filter(cart -> cart.line(sku) != null)
              .forEach(
                  cart -> {
                    cart.put(new Line(sku, cart.quantityOf(sku), price));
                    touch("cart-" + cart.id(), deed);
                  });
    }
    command.streams().forEach(stream -> touch(stream, deed));
    if (command instanceof Command.OfCart of) {
      ModelCart cart = open.get(of.cart());
      if (cart != null) {
        cart.touch(deed);
      }
    }
  }

  private void touch(String stream, int deed) {
    touched.put(stream, deed);
  }

  private @Nullable Line line(long id, String sku) {
    ModelCart cart = open.get(id);
    return cart == null ? null : cart.line(sku);
  }

  private void quantity(long id, Line held, int quantity) {
    ModelCart cart = Objects.requireNonNull(open.get(id));
    if (quantity == 0) {
      cart.takeOut(held.sku());
    } else {
      cart.put(new Line(held.sku(), quantity, held.unitPrice()));
    }
  }

  /// What both hold keeps the price that it has in the cart it goes to.
  private void merge(long id, long guest) {
    ModelCart into = open.get(id);
    ModelCart theirs = open.get(guest);
    if (into == null || theirs == null || id == guest) {
      return;
    }
    for (Line line : theirs.lines()) {
      Line held = into.line(line.sku());
      into.put(
          held == null
              ? line
              : new Line(line.sku(), held.quantity() + line.quantity(), held.unitPrice()));
    }
    open.remove(guest);
  }

  private static boolean earns(
      ModelCart cart, Discount discount, @Nullable Requirement requirement) {
    boolean met =
        switch (requirement) {
          case null -> true;
          case Requirement.Holds(var sku, var quantity) -> cart.quantityOf(sku) >= quantity;
          case Requirement.Worth(var total) -> cart.worth().compareTo(total) >= 0;
        };
    boolean there =
        !(discount instanceof Discount.Free(var sku, var quantity))
            || cart.quantityOf(sku) >= quantity;
    BigDecimal amount = amount(cart, discount);
    return met
        && there
        && amount.signum() > 0
        && cart.discount().add(amount).compareTo(cart.worth()) <= 0;
  }

  static BigDecimal amount(ModelCart cart, Discount discount) {
    return switch (discount) {
      case Discount.Amount(var amount) -> amount;
      case Discount.Percent(var percent) ->
          cart.worth()
              .multiply(BigDecimal.valueOf(percent))
              .movePointLeft(2)
              .setScale(2, RoundingMode.HALF_UP);
      case Discount.Free(var sku, var quantity) -> {
        Line held = cart.line(sku);
        yield held == null
            ? BigDecimal.ZERO
            : held.unitPrice().multiply(BigDecimal.valueOf(quantity));
      }
    };
  }
}
