package afterimage.capture.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import afterimage.capture.catalog.TestCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedNamesTest {

  private static void read(String cart, String button) {
    Mappings.of(
        """
        mapping: m
        version: 1
        streams:
          cart: { root: carts, id: "%s" }
          button: { root: buttons, id: "%s" }
        events: {}
        """
            .formatted(cart, button),
        TestCatalog.shop());
  }

  @ParameterizedTest
  @CsvSource({"x-{id}, x-{id}", "x-y-{id}, x-{id}", "x-1{id}, x-{id}"})
  void streams_of_two_types_with_one_name_are_a_problem(String cart, String button) {
    MappingProblems problems =
        catchThrowableOfType(MappingProblems.class, () -> read(cart, button));

    assertThat(problems)
        .hasMessageContaining(
            "stream button and stream cart can get one name. Begin them differently");
  }

  @ParameterizedTest
  @CsvSource({"x-{id}, y-{id}", "x-{id}, x-y-{id}", "cart-{id}, button-{id}"})
  void names_that_cannot_meet_are_none(String cart, String button) {
    assertThatCode(() -> read(cart, button)).doesNotThrowAnyException();
  }

  @Test
  void the_shipped_mappings_give_back_every_column_but_what_they_ignore() {
    assertThat(Coverage.of(Mappings.cart()).lost()).isEmpty();
    assertThat(Coverage.of(Mappings.button()).lost()).isEmpty();
  }
}
