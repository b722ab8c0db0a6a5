package afterimage.capture.translate;

import static afterimage.capture.translate.Derivation.inserted;
import static afterimage.capture.translate.Derivation.readings;
import static afterimage.capture.translate.Derivation.row;
import static afterimage.capture.translate.Derivation.told;
import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.TestCatalog;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mappings;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Expressions that would never end, or fill the memory, end with an error that says which one.
class RunawayTest {

  private static final TableId DOCS = TableId.parse("docs");
  private static final Catalog CATALOG =
      Catalog.of(
          List.of(
              TestCatalog.table(DOCS, List.of("id"), "id int8", "body text", "price numeric")));
  private static final String LIST = "[" + "0,".repeat(499) + "0]";
  private static final String LARGE = "it makes a value of more than 16,000,000 characters or items";
  private static final String STEPS = "it takes more than 50,000,000 steps";

  private static Derivation docs(String expression) {
    return Derivation.with(
        Mappings.of(
            """
            mapping: docs
            version: 1
            streams: { doc: { root: docs, id: "doc-{id}" } }
            events:
              Written:
                from:
                  - insert: docs
                    data:
                      body: after.body
                      price: after.price
                      of: |-
                        %s
            """
                .formatted(expression),
            CATALOG));
  }

  private static Row doc(String body) {
    return row("id", 1L, "body", body, "price", new java.math.BigDecimal("1.5"));
  }

  private static String reason(String expression, String body) {
    Translation translation = docs(expression).when(inserted(DOCS, doc(body)));
    assertThat(told(translation)).isEmpty();
    assertThat(readings(translation)).singleElement().isInstanceOf(Reading.Unexplained.class);
    return ((Reading.Unexplained) readings(translation).getFirst()).reason();
  }

  @Test
  void lists_in_lists_take_no_more_than_so_many_turns() {
    String nested = "json(after.body).map(a, json(after.body).map(b, 1)).size()";

    assertThat(reason(nested, LIST))
        .isEqualTo(
            "Written#1: `%s` has no value: its macros take more than 100,000 turns"
                .formatted(nested));
    assertThat(told(docs(nested).when(inserted(DOCS, doc("[0,0]"))))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x + x", "[x, x]", "{'a': x, 'b': x}"})
  void what_doubles_again_and_again_ends(String doubled) {
    String expression =
        "size([after.body]"
            + String.join("", Collections.nCopies(60, ".map(x, " + doubled + ")"))
            + ")";

    assertThat(reason(expression, "ab")).endsWith(LARGE);
  }

  @Test
  void lists_that_double_end() {
    String expression =
        "size([[1, 2]]" + String.join("", Collections.nCopies(60, ".map(x, x + x)")) + ")";

    assertThat(reason(expression, "")).endsWith(LARGE);
  }

  @Test
  void numbers_that_are_squared_again_and_again_end() {
    String expression =
        "[after.price]" + String.join("", Collections.nCopies(60, ".map(x, x * x)"));

    assertThat(reason(expression, "")).contains("more digits than a numeric can have");
  }

  @Test
  void a_long_text_is_not_searched_many_times() {
    assertThat(reason("json(after.body)[0].map(i, after.body.matches('b+c'))", "[" + LIST + "," + quoted(900_000) + "]"))
        .endsWith(STEPS);
  }

  private static String quoted(int length) {
    return '"' + "b".repeat(length) + '"';
  }

  @Test
  void no_operator_hides_that_it_went_too_far() {
    String far = "[after.body]" + String.join("", Collections.nCopies(60, ".map(x, x + x)"));

    assertThat(reason("size(%s) > 0 || true".formatted(far), "ab")).endsWith(LARGE);
  }

  @Test
  void data_are_not_written_without_end() {
    assertThat(reason("json(after.body).map(i, after.body)", LIST.replace("0", quoted(59))))
        .endsWith("the event's data have more than 16,000,000 characters");
  }
}
