package afterimage.capture.translate;

import static afterimage.capture.catalog.TestCatalog.CARTS;
import static afterimage.capture.translate.Derivation.cart;
import static afterimage.capture.translate.Derivation.updated;
import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.mapping.Mappings;
import afterimage.store.Certainty;
import java.util.List;
import org.junit.jupiter.api.Test;

class RivalsTest {

  private static List<String> told(String events) {
    return Derivation.with(Mappings.cartWith("events:\n" + events.indent(2)))
        .when(updated(CARTS, cart(1, "0.00", false), cart(1, "2.00", true)))
        .events()
        .stream()
        .map(e -> "%s %s %s".formatted(e.type(), certainty(e), e.provenance().rivals()))
        .toList();
  }

  private static Certainty certainty(DerivedEvent event) {
    return event.provenance().certainty();
  }

  @Test
  void each_rival_is_named_however_many_there_are() {
    assertThat(
            told(
                """
                A: { from: [ { update: carts, when: after.discount > before.discount, data: { a: after.discount } } ] }
                B: { from: [ { update: carts, when: after.discount > before.discount, data: { b: after.discount } } ] }
                C: { from: [ { update: carts, when: after.discount > before.discount, data: { c: after.discount } } ] }
                """))
        .containsExactly("A AMBIGUOUS [B#1, C#1]");
  }

  @Test
  void one_that_lost_is_a_rival_of_whoever_gets_the_rest() {
    String events =
        """
        A: { %s from: [ { update: carts, when: after.discount > before.discount, data: { a: after.discount } } ] }
        B: { from: [ { update: carts, when: after.discount > before.discount, data: { b: after.discount, c: after.checked_out } } ] }
        C: { from: [ { update: carts, when: after.checked_out, data: { c: after.checked_out } } ] }
        """;

    assertThat(told(events.formatted("")))
        .containsExactly("A AMBIGUOUS [B#1]", "C AMBIGUOUS [B#1]");
    assertThat(told(events.formatted("over: B,")))
        .containsExactly("A INFERRED []", "C INFERRED []");
  }
}
