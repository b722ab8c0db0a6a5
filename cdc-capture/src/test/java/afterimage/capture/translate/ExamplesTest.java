package afterimage.capture.translate;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.mapping.Mappings;
import org.junit.jupiter.api.Test;

class ExamplesTest {

  @Test
  void the_examples_of_the_shipped_mappings_are_right() {
    assertThat(Examples.run(Mappings.cart())).isEmpty();
    assertThat(Examples.run(Mappings.button())).isEmpty();
  }

  @Test
  void an_example_that_is_wrong_is_told_with_its_place_and_what_came_instead() {
    var problems =
        Examples.run(
            Mappings.cartWith(
                """
                events:
                  ItemAdded:
                    from: [ { insert: cart_items, data: { sku: after.sku } } ]
                examples:
                  - name: a pear
                    when: [ { insert: cart_items, row: { cart_id: 1, sku: pear, quantity: 2 } } ]
                    then: [ { ItemAdded: { sku: apple } } ]
                """));

    assertThat(problems)
        .extracting(p -> "%d:%d: %s".formatted(p.line(), p.column(), p.message()))
        .containsExactly(
            "9:5: a pear: event 1: expected ItemAdded {\"sku\":\"apple\"}, but it is ItemAdded"
                + " {\"sku\":\"pear\"}",
            "9:5: a pear: unexplained: expected [], but it is [public.cart_items.quantity] (no event"
                + " restores it)");
  }
}
