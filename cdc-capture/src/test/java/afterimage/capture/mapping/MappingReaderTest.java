package afterimage.capture.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.TestCatalog;
import afterimage.capture.change.TableId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingReaderTest {

  private static final String SHOP =
      """
      mapping: shop
      version: 1
      streams:
        cart:
          root: public.carts
          id: "cart-{id}"
          members: { public.cart_items: cart_id }
      events:
        ItemAdded:
          from:
            - insert: public.cart_items
              data: { sku: after.sku }
      """;

  private static List<String> problems(String text) {
    MappingProblems problems =
        catchThrowableOfType(
            MappingProblems.class,
            () -> MappingReader.read("shop.yaml", text, CartCatalog.CATALOG));
    return problems == null
        ? List.of()
        : problems.problems().stream()
            .map(p -> "%d:%d: %s".formatted(p.line(), p.column(), p.message()))
            .toList();
  }

  @Test
  void the_shipped_cart_mapping_is_valid() throws IOException {
    Mapping mapping =
        MappingReader.read(
            "cart.yaml", Files.readString(Path.of("../mappings/cart.yaml")), CartCatalog.CATALOG);

    assertThat(mapping.label()).isEqualTo("cart:1");
    assertThat(mapping.patterns())
        .extracting(Pattern::name)
        .containsExactly(
            "CartFound#1",
            "ItemFound#1",
            "ItemAdded#1",
            "ItemAdded#2",
            "CartCleared#1",
            "CartAbandoned#1",
            "ItemRemoved#1",
            "ItemRemoved#2",
            "PriceChanged#1",
            "DiscountApplied#1",
            "CheckedOut#1");
    assertThat(mapping.remembered()).hasToString("[public.cart_items]");
  }

  @Test
  void a_misspelt_column_is_told_with_a_caret_and_a_suggestion() {
    assertThatThrownBy(
            () ->
                MappingReader.read(
                    "shop.yaml", SHOP.replace("after.sku", "after.qty"), CartCatalog.CATALOG))
        .hasMessage(
            "shop.yaml:12:28: ItemAdded reads after.qty, but public.cart_items has cart_id, sku,"
                + " quantity, unit_price. Did you mean quantity?\n"
                + "            data: { sku: after.qty }\n".replaceFirst("^ {4}", "    ")
                + "    "
                + " ".repeat(27)
                + "^");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          version: 1            | version: none           | 2:10: version is none. Expected a whole number from 1
          streams:              | strems:                 | 3:1: the file has no strems; it has mapping, version, streams, events, outbox, ignore, unexplained, failing, remember, examples. Did you mean streams?
          root: public.carts    | root: public.cart       | 5:11: there is no table public.cart; the database has public.cart_items, public.carts. Did you mean public.carts?
          id: "cart-{id}"       | id: "cart"              | 6:9: the id has no placeholder such as {id}, so that all rows would share one stream. If that is meant, name the table as `table` instead of `root`
          id: "cart-{id}"       | id: "cart-{ident}"      | 6:9: public.carts has no column ident; it has id, discount, checked_out, note, updated_at.
          id: "cart-{id}"       | id: "{id}{note}"        | 6:9: two placeholders touch, so that different keys could get one name; put a character between them
          insert: public        | instert: public         | 11:9: ItemAdded#1 names no change. Expected one of insert, update, delete, truncate, found, with a table
          sku: after.sku        | sku: before.sku         | 12:22: ItemAdded reads before.sku, but an insert has no earlier row
          sku: after.sku        | sku: after.sku + 1      | 12:32: ItemAdded: found no matching overload for '_+_' applied to '(string, int)'
          insert: public.cart_items | message: afterimage  | 11:18: the prefix afterimage is that of the marks that capture writes itself. Take another one
          sku: after.sku        | sku: rows.public.x      | 12:22: ItemAdded reads rows.public.x, but the tables of its stream are public.cart_items, public.carts.
          """)
  void what_is_wrong_is_told_with_its_place(String right, String wrong, String problem) {
    assertThat(problems(SHOP.replace(right, wrong))).contains(problem);
  }

  @Test
  void all_problems_of_a_file_are_told_at_once_and_in_order() {
    assertThat(
            problems(
                SHOP.replace("version: 1", "version: 0")
                    .replace("after.sku", "after.skew")
                    .replace("cart_id }", "cart }")))
        .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
        .containsExactly("2:10:", "7:35:", "12:28:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the file is empty. Expected a mapping: mapping, version, streams, events",
        "'a: [1' | this is not YAML: expected ',' or ']', but got <stream end>",
        "'just words' | the file is `just words`. Expected a map",
      })
  void what_is_no_mapping_is_told(String text, String problem) {
    assertThat(problems(text)).anyMatch(p -> p.endsWith(problem));
  }

  @Test
  void a_mapping_that_is_held_against_another_database_says_that_and_nothing_else() {
    assertThatThrownBy(
            () ->
                MappingReader.read(
                    "shop.yaml",
                    SHOP,
                    new Catalog(
                        "books",
                        Map.of(
                            TableId.parse("loans"),
                            TestCatalog.table(TableId.parse("loans"), List.of("id"), "id int8")))))
        .isInstanceOf(MappingProblems.class)
        .hasMessage(
            "shop.yaml:4:3: the database books has none of this mapping's tables: there is no"
                + " public.carts, public.cart_items; it has public.loans. Name the database that has"
                + " them\n"
                + "      cart:\n"
                + "      ^");
    assertThat(problems(SHOP.replace("root: public.carts", "root: public.cart")))
        .hasSize(1)
        .first()
        .asString()
        .endsWith("Did you mean public.carts?");
  }

  @Test
  void a_caret_in_quoted_or_folded_text_stands_where_the_mistake_is() {
    String wrong = ": ItemAdded reads after.skew, but public.cart_items has";
    assertThat(problems(SHOP.replace("after.sku", "\"after.skew\"")).getFirst())
        .startsWith("12:29" + wrong);
    assertThat(problems(SHOP.replace("after.sku", "'after.skew'")).getFirst())
        .startsWith("12:29" + wrong);
    assertThat(problems(SHOP.replace("after.sku", "\"\\u0061fter.skew\"")).getFirst())
        .startsWith("12:34" + wrong);
    assertThat(
            problems(
                    SHOP.replace(
                        "{ sku: after.sku }",
                        "\n          sku: >-\n            after.sku +\n            after.skew"))
                .getFirst())
        .startsWith("15:19" + wrong);
  }

  @Test
  void aliases_long_lines_and_large_files_are_refused_at_once_with_their_place() {
    assertThat(problems("a: &a [1]\nb: *a"))
        .containsExactly("2:4: *a is an alias. Write out what it stands for");
    assertThat(problems("a: " + "x".repeat(6_000)))
        .containsExactly("1:5001: the line has 6003 characters. At most 5000 are read");
    assertThat(problems("a".repeat(10_000_000)))
        .containsExactly("1:1: the file has 10000000 characters. At most 500000 are read");
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    assertThatThrownBy(() -> MappingReader.read(Path.of("no/such.yaml"), CartCatalog.CATALOG))
        .isInstanceOf(MappingProblems.class)
        .hasMessageStartingWith("no/such.yaml:1:1: there is no such file");
  }

  @Test
  void whatever_is_done_to_a_file_its_problems_have_a_place() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String valid = Files.readString(Path.of("../mappings/cart.yaml"));
    for (int round = 0; round < 150; round++) {
      StringBuilder text = new StringBuilder(valid);
      for (int edit = 0; edit <= random.nextInt(4); edit++) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, "{}[]:-\"'&*!|>%@ \n\tx0.+".charAt(random.nextInt(22)));
          default -> text.setLength(Math.max(1, at));
        }
      }
      try {
        MappingReader.read("f.yaml", text.toString(), CartCatalog.CATALOG);
      } catch (MappingProblems problems) {
        assertThat(problems.problems())
            .as("seed %d, round %d", seed, round)
            .isNotEmpty()
            .allMatch(p -> p.line() >= 1 && p.column() >= 1 && !p.message().isBlank());
      }
    }
  }
}
