package afterimage.eventsourced.rest;

import static afterimage.eventsourced.rest.Requests.assertProblem;
import static afterimage.eventsourced.rest.Requests.bodiless;
import static afterimage.eventsourced.rest.Requests.get;
import static afterimage.eventsourced.rest.Requests.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TwoStores.class)
class BadRequestsTest {

  private static final String ITEMS = "/carts/401/items";

  private static void bad(Response response, String detail) {
    assertProblem(response, 400, "about:blank", detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {                          | Body, line 1, column 2: not readable as JSON: Unexpected end-of-input: expected close marker for Object.
          {"sku":"a","sku":"b"}      | Body, line 1, column 17: not readable as JSON: Duplicate field 'sku'.
          {"quantity":"1"}           | Body, line 1, column 13: quantity must be a whole number.
          {"quantity":1.5}           | Body, line 1, column 13: quantity must be a whole number.
          {"unitPrice":"1.00"}       | Body, line 1, column 14: unitPrice must be a number.
          {"sku":1}                  | Body, line 1, column 8: sku must be a text.
          {"qty":1}                  | Body, line 1, column 10: qty is not known here; expected quantity, sku, unitPrice.
          []                         | Body, line 1, column 1: it must be an object.
          {} {}                      | Body, line 1, column 4: something follows the body; expected nothing.
          {"quantity":11111111111111111111} | Body, line 1, column 33: quantity is too large a number.
          null                       | body must not be null.
          """)
  void json_that_cannot_be_read(String json, String detail) {
    bad(post(ITEMS, json), detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"quantity":1,"unitPrice":1}                    | sku must not be null.
          {"sku":"a/b","quantity":1,"unitPrice":1}        | sku must be 1 to 64 of the characters A-Z a-z 0-9 _ . ~ -.
          {"sku":"a","quantity":0,"unitPrice":1}          | quantity must be greater than or equal to 1.
          {"sku":"a","quantity":1001,"unitPrice":1}       | quantity must be less than or equal to 1000.
          {"sku":"a","quantity":1,"unitPrice":-0.01}      | unitPrice must be greater than or equal to 0.00.
          {"sku":"a","quantity":1,"unitPrice":1000000.01} | unitPrice must be less than or equal to 1000000.00.
          {"sku":"a","quantity":1,"unitPrice":1.001}      | unitPrice must be an amount with at most two decimals.
          """)
  void an_item_that_is_not_valid(String json, String detail) {
    bad(post(ITEMS, json), detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                    | The discount must have exactly one of amount, percent, free.
          {"amount":1,"percent":10}                             | The discount must have exactly one of amount, percent, free.
          {"percent":101}                                       | percent must be less than or equal to 100.
          {"free":{"sku":"a"}}                                  | free.quantity must not be null.
          {"amount":1,"requirement":{"sku":"a","quantity":1,"total":1}} | requirement must have sku and quantity, or total.
          {"amount":0}                                          | amount must be greater than or equal to 0.01.
          {"amount":0.015}                                      | amount must be an amount with at most two decimals.
          {"amount":1,"requirement":{"sku":"a"}}                | requirement must have sku and quantity, or total.
          {"amount":1,"requirement":{"sku":"a b","quantity":1}} | requirement.sku must be 1 to 64 of the characters A-Z a-z 0-9 _ . ~ -.
          """)
  void a_discount_that_is_not_valid(String json, String detail) {
    bad(post("/carts/401/discounts", json), detail);
  }

  @Test
  void all_that_is_wrong_is_said_at_once_and_in_order() {
    Response response = post("/carts/0/items", "{}");
    bad(
        response,
        "quantity must not be null; sku must not be null; unitPrice must not be null;"
            + " cart must be a whole number from 1 to 9007199254740991.");
    assertThat(response.jsonPath().getList("violations.field"))
        .containsExactly("quantity", "sku", "unitPrice", "cart");
  }

  @ParameterizedTest
  @CsvSource({"0", "01", "-1", "1.5", "none", "9007199254740992", "99999999999999999999"})
  void a_cart_that_is_no_number(String cart) {
    bad(get("/carts/" + cart), "cart must be a whole number from 1 to 9007199254740991.");
  }

  @Test
  void names_quantities_reasons_and_presses_out_of_bounds() {
    bad(
        bodiless().get("/buttons/{b}", "a".repeat(65)),
        "button must be 1 to 64 of the characters A-Z a-z 0-9 _ . ~ -.");
    for (String wrong : new String[] {"0", "1001", "x", "1.5"}) {
      bad(
          bodiless().queryParam("quantity", wrong).delete(ITEMS + "/banana"),
          "quantity must be a whole number from 1 to 1000.");
    }
    for (String wrong : new String[] {"a\nb", "a".repeat(201)}) {
      bad(
          bodiless().queryParam("reason", wrong).delete(ITEMS + "/banana"),
          "reason must be at most 200 characters, none of them a control.");
    }
    bad(
        post("/buttons/lamp/presses", "{\"presses\":1001}"),
        "presses must be less than or equal to 1000.");
    bad(post("/buttons/lamp/presses", "[2]"), "Body, line 1, column 1: it must be an object.");
    bad(
        bodiless().header("If-Match", "7").post("/carts/401/checkout"),
        "If-Match must be * or entity tags in double quotes, with commas between.");
  }

  @Test
  void a_reason_is_counted_in_characters() {
    Requests.add(402, "banana", 1, "1.00");
    assertThat(
            bodiless()
                .queryParam("reason", "\uD83C\uDF4C".repeat(200))
                .delete("/carts/402/items/banana")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void paths_methods_and_media_types_that_are_not_there() {
    assertProblem(
        get("/nothing"),
        404,
        "about:blank",
        "There is nothing at /nothing; /q/openapi lists what there is.");
    assertProblem(
        bodiless().patch("/carts/401"),
        405,
        "about:blank",
        "/carts/401 does not take this method; /q/openapi lists those it takes.");
    assertProblem(
        given().contentType(ContentType.TEXT).body("x").post(ITEMS),
        415,
        "about:blank",
        ITEMS + " takes application/json only.");
    assertProblem(
        given().accept(ContentType.XML).get("/carts/401"),
        406,
        "about:blank",
        "/carts/401 answers with application/json only.");
  }
}
