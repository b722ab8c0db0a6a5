package afterimage.eventsourced.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import afterimage.store.Json;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CartCodecTest {

  private final CartCodec codec = new CartCodec();

  private void stands(CartEvent event, String type, String data) {
    assertThat(codec.type(event)).isEqualTo(type);
    assertThat(codec.data(event).tree()).isEqualTo(new Json(data).tree());
    assertThat(codec.read(type, 1, new Json(data))).isEqualTo(event);
  }

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }

  @Test
  void each_event_is_written_as_agreed_and_read_back() {
    stands(
        new CartFound(money("0.5"), true), "CartFound", "{\"discount\":0.50,\"checkedOut\":true}");
    stands(
        new ItemFound("pear", 2, money("0.4")),
        "ItemFound",
        """
        {"sku":"pear","quantity":2,"unitPrice":0.40}""");
    stands(
        new ItemAdded("banana", 2, money("1")),
        "ItemAdded",
        """
        {"sku":"banana","quantity":2,"unitPrice":1.00}""");
    stands(
        new ItemRemoved("apple", 1, "changed my mind"),
        "ItemRemoved",
        """
        {"sku":"apple","quantity":1,"reason":"changed my mind"}""");
    stands(
        new DiscountApplied(money("0.1"), new Requirement.Holds("banana", 2)),
        "DiscountApplied",
        """
        {"amount":0.10,"requirement":{"sku":"banana","quantity":2}}""");
    stands(
        new DiscountApplied(money("0.4"), 10, null, new Requirement.Worth(money("4"))),
        "DiscountApplied",
        """
        {"amount":0.40,"percent":10,"requirement":{"total":4.00}}""");
    stands(
        new DiscountApplied(money("1"), null, new Discount.Free("banana", 1), null),
        "DiscountApplied",
        """
        {"amount":1.00,"free":{"sku":"banana","quantity":1}}""");
    stands(
        new QuantityChanged("banana", 3), "QuantityChanged", "{\"sku\":\"banana\",\"quantity\":3}");
    stands(
        new PriceCorrected("banana", money("1.2")),
        "PriceCorrected",
        "{\"sku\":\"banana\",\"unitPrice\":1.20}");
    stands(
        new PriceChanged("banana", money("1.2")),
        "PriceChanged",
        "{\"sku\":\"banana\",\"unitPrice\":1.20}");
    List<CartItem> items = List.of(new CartItem("banana", 2, money("1.00")));
    String lines = "[{\"sku\":\"banana\",\"quantity\":2,\"unitPrice\":1.00}]";
    stands(
        new GuestCartMerged(202, items),
        "GuestCartMerged",
        "{\"guest\":202,\"items\":" + lines + "}");
    stands(new MergedIntoCart(101), "MergedIntoCart", "{\"cart\":101}");
    stands(new CartCleared(), "CartCleared", "{}");
    stands(new DiscountWithdrawn(money("0.1")), "DiscountWithdrawn", "{\"amount\":0.10}");
    stands(new CheckoutCancelled(), "CheckoutCancelled", "{}");
    stands(new CartAbandoned(), "CartAbandoned", "{}");
    stands(new CartSaved(items), "CartSaved", "{\"items\":" + lines + "}");
    stands(
        new CheckedOut(
            List.of(
                new CartItem("banana", 2, money("1.00")), new CartItem("mango", 1, money("2.00"))),
            money("0.10")),
        "CheckedOut",
        """
        {"items":[{"sku":"banana","quantity":2,"unitPrice":1.00},\
        {"sku":"mango","quantity":1,"unitPrice":2.00}],"discount":0.10}""");
  }

  @Test
  void what_is_not_known_is_absent() {
    stands(new ItemRemoved("apple", 1, null), "ItemRemoved", "{\"sku\":\"apple\",\"quantity\":1}");
    stands(new DiscountApplied(money("0.10"), null), "DiscountApplied", "{\"amount\":0.10}");
    stands(new CheckedOut(null, null), "CheckedOut", "{}");
    stands(new CheckedOut(null, money("0.00")), "CheckedOut", "{\"discount\":0.00}");
    stands(new CheckedOut(List.of(), null), "CheckedOut", "{\"items\":[]}");
  }

  @Test
  void null_is_absent_and_members_of_later_times_are_passed_over() {
    assertThat(codec.read("CheckedOut", 1, new Json("{\"items\":null,\"paidBy\":\"card\"}")))
        .isEqualTo(new CheckedOut(null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ItemAdded       | {"quantity":1,"unitPrice":1}                     | sku is missing; expected a text
          ItemAdded       | {"sku":7,"quantity":1,"unitPrice":1}             | sku is 7; expected a text
          ItemAdded       | {"sku":"a","quantity":"1","unitPrice":1}         | quantity is "1"; expected a whole number of 32 bits
          ItemAdded       | {"sku":"a","quantity":1.5,"unitPrice":1}         | quantity is 1.5; expected a whole number of 32 bits
          ItemAdded       | {"sku":"a","quantity":2147483648,"unitPrice":1}  | quantity is 2147483648; expected a whole number of 32 bits
          ItemAdded       | {"sku":"a","quantity":1,"unitPrice":1.001}       | unitPrice is 1.001; expected a number with at most two decimals
          ItemAdded       | {"sku":"a","quantity":1,"unitPrice":1e9999}      | unitPrice is 1E+9999; expected a number with at most two decimals
          ItemAdded       | []                                               | data is []; expected an object
          ItemRemoved     | {"sku":"a","quantity":1,"reason":7}              | reason is 7; expected a text
          DiscountApplied | {"amount":1,"requirement":{"sku":"a"}}           | requirement.quantity is missing; expected a whole number of 32 bits
          DiscountApplied | {"amount":1,"requirement":"two"}                 | requirement is "two"; expected an object
          CheckedOut      | {"items":{}}                                     | items is {}; expected a list
          CheckedOut      | {"items":[{"sku":"a","quantity":1}]}             | items[0].unitPrice is missing; expected a number with at most two decimals
          ItemLost        | {}                                               | it is not an event of a cart; expected one of: CartFound, ItemFound, ItemAdded, ItemRemoved, QuantityChanged, PriceCorrected, PriceChanged, DiscountApplied, DiscountWithdrawn, GuestCartMerged, MergedIntoCart, CartCleared, CartAbandoned, CartSaved, CheckedOut, CheckoutCancelled
          """)
  void what_has_another_shape_is_refused(String type, String data, String message) {
    assertThatThrownBy(() -> codec.read(type, 1, new Json(data)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void another_schema_version_is_refused() {
    assertThatThrownBy(() -> codec.read("CheckedOut", 2, Json.EMPTY))
        .hasMessage("the schema version is 2; expected 1");
  }
}
