package afterimage.legacy.cart;

import afterimage.legacy.version.ExpectedVersion;
import afterimage.legacy.version.Version;
import java.math.BigDecimal;
import java.util.Optional;

/// Why a change to a cart was refused. Nothing was changed.
public sealed interface CartRefusal extends CartAnswer {

  /// The cart it is about.
  long cart();

  /// Where, what, expected and actual, in one sentence for people.
  String detail();

  record Unknown(long cart) implements CartRefusal {
    @Override
    public String detail() {
      return "There is no cart %d; a cart comes into being with its first item.".formatted(cart);
    }
  }

  record CheckedOut(long cart) implements CartRefusal {
    @Override
    public String detail() {
      return "Cart %d is checked out; it cannot be changed any more.".formatted(cart);
    }
  }

  record PriceDiffers(long cart, CartItem held, BigDecimal asked) implements CartRefusal {
    @Override
    public String detail() {
      return "Cart %d holds %s at %s; it cannot be added at %s."
          .formatted(cart, held.sku(), held.unitPrice(), asked);
    }
  }

  record QuantityTooLarge(long cart, CartItem held, int asked, int most) implements CartRefusal {
    @Override
    public String detail() {
      return "Cart %d holds %d %s; %d more would exceed %d."
          .formatted(cart, held.quantity(), held.sku(), asked, most);
    }
  }

  record ItemNotInCart(long cart, String sku, int held, int asked) implements CartRefusal {
    @Override
    public String detail() {
      return "Cart %d holds %d %s; %d cannot be removed.".formatted(cart, held, sku, asked);
    }
  }

  record NotHeld(long cart, String sku) implements CartRefusal {
    @Override
    public String detail() {
      return "Cart %d holds no %s.".formatted(cart, sku);
    }
  }

  record HoldsTooFew(long cart, Requirement.Holds required, int held) implements CartRefusal {
    @Override
    public String detail() {
      return "Cart %d holds %d %s; the discount requires %d."
          .formatted(cart, held, required.sku(), required.quantity());
    }
  }

  record WorthTooLittle(long cart, BigDecimal required, BigDecimal worth) implements CartRefusal {
    @Override
    public String detail() {
      return "Cart %d holds items worth %s; the discount requires %s."
          .formatted(cart, worth, required);
    }
  }

  record DiscountWorthNothing(long cart) implements CartRefusal {
    @Override
    public String detail() {
      return "The discount comes to 0.00 on cart %d; expected 0.01 or more.".formatted(cart);
    }
  }

  record MergedWithItself(long cart) implements CartRefusal {
    @Override
    public String detail() {
      return "Cart %d cannot be merged with itself; expected the cart of a guest.".formatted(cart);
    }
  }

  record DiscountTooLarge(long cart, BigDecimal asked, BigDecimal given, BigDecimal most)
      implements CartRefusal {
    @Override
    public String detail() {
      return "Cart %d has a discount of %s; %s more would exceed %s."
          .formatted(cart, given, asked, most);
    }
  }

  record Empty(long cart) implements CartRefusal {
    @Override
    public String detail() {
      return "Cart %d holds no items; it cannot be checked out.".formatted(cart);
    }
  }

  /// @param current empty if there is no such cart
  record VersionDiffers(long cart, Optional<Version> current, ExpectedVersion expected)
      implements CartRefusal {
    @Override
    public String detail() {
      return current
          .map(
              v -> "Cart %d is at version %s; expected %s.".formatted(cart, v, expected.describe()))
          .orElseGet(
              () -> "There is no cart %d; expected %s.".formatted(cart, expected.describe()));
    }
  }
}
