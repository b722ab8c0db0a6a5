package afterimage.legacy.stating;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A use case that is about to be done, with what it was asked for. Its name and its parts are
/// those of the intent; what is left out of the intent is only there to tell whether anything
/// changes.
public sealed interface Use {

  record AddItem(long cart, String sku, int quantity, BigDecimal unitPrice) implements Use {}

  record RemoveItem(long cart, String sku, int quantity, @Nullable String reason) implements Use {}

  /// @param held how many it was before
  record ChangeQuantity(long cart, String sku, int quantity, @JsonIgnore int held) implements Use {}

  /// @param held what it cost before
  record CorrectPrice(long cart, String sku, BigDecimal unitPrice, @JsonIgnore BigDecimal held)
      implements Use {}

  /// @param kind `percent`, or `free`; empty if it is an amount
  /// @param requirement `sku` and `quantity`, or `total`; empty if there is none
  record ApplyDiscount(
      long cart,
      BigDecimal amount,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> kind,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> requirement)
      implements Use {
    public ApplyDiscount {
      kind = Map.copyOf(kind);
      requirement = Map.copyOf(requirement);
    }
  }

  /// @param items what the guest's cart holds
  record MergeGuest(long cart, long guest, List<Line> items) implements Use {
    public MergeGuest {
      items = List.copyOf(items);
    }
  }

  record ClearCart(long cart, @JsonIgnore boolean isClear) implements Use {}

  record AbandonCart(long cart) implements Use {}

  /// @param items in any order
  /// @param held what it holds before, sorted as `items` are
  record SaveCart(long cart, List<Line> items, @JsonIgnore List<Line> held) implements Use {
    public SaveCart {
      items = List.copyOf(items);
      held = List.copyOf(held);
    }
  }

  record CheckOut(long cart, List<Line> items, BigDecimal discount) implements Use {
    public CheckOut {
      items = List.copyOf(items);
    }
  }

  record Press(String button, int presses) implements Use {}

  /// @param held what it is before; null if it was not there
  record SetButton(String button, String state, @JsonIgnore @Nullable String held) implements Use {}

  /// @param carts those that get another price by it, as far as they are known
  /// @param isSame whether the catalogue has this price already
  record PriceArticle(
      String sku, BigDecimal unitPrice, @JsonIgnore List<Long> carts, @JsonIgnore boolean isSame)
      implements Use {
    public PriceArticle {
      carts = List.copyOf(carts);
    }
  }
}
