package afterimage.capture.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class ClashesTest {

  private static String problem(String events) {
    MappingProblems problems =
        catchThrowableOfType(MappingProblems.class, () -> Mappings.cartWith(events));
    assertThat(problems.problems()).hasSize(1);
    return problems.problems().getFirst().message();
  }

  @Test
  void two_events_that_always_claim_one_column_are_a_problem_unless_one_is_over_the_other() {
    String events =
        """
        events:
          Discounted: { from: [ { update: carts, data: { to: after.discount } } ] }
          Corrected: { %s from: [ { update: carts, data: { is: after.discount } } ] }
        """;

    assertThat(problem(events.formatted("")))
        .isEqualTo(
            "Discounted#1 and Corrected#1 both always apply to update of public.carts and restore"
                + " discount. Say which one is meant with `when`, or with `over`");
    assertThatCode(() -> Mappings.cartWith(events.formatted("over: Discounted,")))
        .doesNotThrowAnyException();
  }

  @Test
  void two_events_that_only_find_an_updated_row_by_one_column_do_not_claim_it() {
    assertThatCode(
            () ->
                Mappings.cartWith(
                    """
                    events:
                      Counted:
                        from: [ { update: cart_items, data: { sku: after.sku, is: after.quantity } } ]
                        restore:
                          cart_items: { key: { cart_id: stream.id, sku: event.sku }, set: { quantity: event.is } }
                      Priced:
                        from: [ { update: cart_items, data: { sku: after.sku, is: after.unit_price } } ]
                        restore:
                          cart_items: { key: { cart_id: stream.id, sku: event.sku }, set: { unit_price: event.is } }
                    """))
        .doesNotThrowAnyException();
  }

  @Test
  void a_pattern_behind_one_that_always_applies_is_a_problem() {
    assertThat(
            problem(
                """
                events:
                  Gone:
                    from:
                      - { delete: carts }
                      - { delete: carts, when: before.checked_out }
                """))
        .isEqualTo(
            "Gone#2 never applies: Gone#1 stands before it, reads the same change and has no"
                + " condition");
  }

  @Test
  void a_pattern_that_wants_no_message_leaves_room_for_one_that_does() {
    assertThatCode(
            () ->
                Mappings.cartWith(
                    """
                    events:
                      Gone:
                        from:
                          - { delete: carts, without: intent }
                          - { delete: carts, intent: intent, data: { why: intent.why } }
                    """))
        .doesNotThrowAnyException();
  }

  @Test
  void events_that_go_over_each_other_are_a_problem() {
    assertThat(
            problem(
                """
                events:
                  A: { over: B, from: [ { delete: carts, when: before.checked_out } ] }
                  B: { over: A, from: [ { delete: carts, when: before.checked_out } ] }
                """))
        .startsWith("A goes over itself by way of");
  }
}
