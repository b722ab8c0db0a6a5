package afterimage.legacy.rest;

import static afterimage.legacy.rest.Requests.assertProblem;
import static afterimage.legacy.rest.Requests.bodiless;
import static afterimage.legacy.rest.Requests.post;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.patch;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What never reaches the shop.
@QuarkusTest
@QuarkusTestResource(LegacyDatabase.class)
class BadRequestsTest {

  private static final String ITEMS = "/legacy/carts/301/items";
  private static final String INSTANCE = "\"instance\":\"" + ITEMS + "\"";

  private static void notRead(String json, String detail, String rest) {
    assertProblem(post(ITEMS, json), 400, "Bad Request", detail, INSTANCE + rest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"sku":       | Body, line 1, column 8: not readable as JSON: Unexpected end-of-input within/between Object entries.
          {"sku":"a"}x  | Body, line 1, column 12: not readable as JSON: Unrecognized token 'x'.
          {"sku":'a'}   | Body, line 1, column 8: not readable as JSON: Unexpected character.
          {"sku":"a","sku":"b"} | Body, line 1, column 17: not readable as JSON: Duplicate field 'sku'.
          """)
  void malformed_json(String json, String detail) {
    notRead(json, detail, "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"quantity":"1"}      | quantity  | Body, line 1, column 13: quantity must be a whole number.
          {"quantity":1.9}      | quantity  | Body, line 1, column 13: quantity must be a whole number.
          {"quantity":""}       | quantity  | Body, line 1, column 13: quantity must be a whole number.
          {"unitPrice":"1.00"}  | unitPrice | Body, line 1, column 14: unitPrice must be a number.
          {"sku":1}             | sku       | Body, line 1, column 8: sku must be a text.
          {"sku":{}}            | sku       | Body, line 1, column 8: sku must be a text.
          {"qty":1}             | qty       | Body, line 1, column 10: qty is not known here; expected quantity, sku, unitPrice.
          []                    | it        | Body, line 1, column 1: it must be an object.
          7                     | it        | Body, line 1, column 1: it must be an object.
          """)
  void json_of_another_shape(String json, String field, String detail) {
    notRead(json, detail, ",\"field\":\"" + field + "\"");
  }

  @Test
  void a_number_that_is_too_large() {
    notRead(
        "{\"quantity\":11111111111111111111}",
        "Body, line 1, column 33: quantity is too large a number.",
        "");
  }

  @Test
  void no_body() {
    String violation =
        ",\"violations\":[{\"field\":\"\",\"in\":\"body\",\"message\":\"must not be null\"}]";
    notRead("null", "body must not be null.", violation);
    assertProblem(
        bodiless().post(ITEMS), 400, "Bad Request", "body must not be null.", INSTANCE + violation);
  }

  private static void invalid(Response response, String in, String field, String message) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(400);
    assertThat(response.contentType()).startsWith("application/problem+json");
    assertThat(response.jsonPath().getString("type")).isEqualTo("about:blank");
    assertThat(response.jsonPath().getString("title")).isEqualTo("Bad Request");
    assertThat(response.jsonPath().getString("detail")).isEqualTo(field + " " + message + ".");
    assertThat(response.jsonPath().getString("violations"))
        .isEqualTo("[[field:%s, in:%s, message:%s]]".formatted(field, in, message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"quantity":1,"unitPrice":1}                       | sku       | must not be null
          {"sku":null,"quantity":1,"unitPrice":1}            | sku       | must not be null
          {"sku":"","quantity":1,"unitPrice":1}              | sku       | must be 1 to 64 of the characters A-Z a-z 0-9 _ . ~ -
          {"sku":"a/b","quantity":1,"unitPrice":1}           | sku       | must be 1 to 64 of the characters A-Z a-z 0-9 _ . ~ -
          {"sku":"a","quantity":0,"unitPrice":1}             | quantity  | must be greater than or equal to 1
          {"sku":"a","quantity":1001,"unitPrice":1}          | quantity  | must be less than or equal to 1000
          {"sku":"a","quantity":1,"unitPrice":-0.01}         | unitPrice | must be greater than or equal to 0.00
          {"sku":"a","quantity":1,"unitPrice":1000000.01}    | unitPrice | must be less than or equal to 1000000.00
          {"sku":"a","quantity":1,"unitPrice":1.001}         | unitPrice | must be an amount with at most two decimals
          """)
  void an_item_that_is_not_valid(String json, String field, String message) {
    invalid(post(ITEMS, json), "body", field, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"amount":0}                                           | amount               | must be greater than or equal to 0.01
          {"amount":1000000.01}                                  | amount               | must be less than or equal to 1000000.00
          {"amount":0.015}                                       | amount               | must be an amount with at most two decimals
          {"amount":1,"requirement":{"sku":"a b","quantity":1}}  | requirement.sku      | must be 1 to 64 of the characters A-Z a-z 0-9 _ . ~ -
          """)
  void a_discount_that_is_not_valid(String json, String field, String message) {
    invalid(post("/legacy/carts/301/discounts", json), "body", field, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                      | The discount must have exactly one of amount, percent, free.
          {"amount":1,"percent":10}               | The discount must have exactly one of amount, percent, free.
          {"amount":1,"requirement":{"sku":"a"}}  | requirement must have sku and quantity, or total.
          {"amount":1,"requirement":{"sku":"a","quantity":1,"total":1}} | requirement must have sku and quantity, or total.
          """)
  void a_discount_of_no_kind_or_of_two(String json, String detail) {
    assertProblem(
        post("/legacy/carts/301/discounts", json),
        400,
        "Bad Request",
        detail,
        "\"instance\":\"/legacy/carts/301/discounts\"");
  }

  @Test
  void all_that_is_wrong_is_said_at_once_and_in_order() {
    assertProblem(
        post("/legacy/carts/0/items", "{}"),
        400,
        "Bad Request",
        "quantity must not be null; sku must not be null; unitPrice must not be null;"
            + " cart must be a whole number from 1 to 9007199254740991.",
        """
        "instance":"/legacy/carts/0/items","violations":[\
        {"field":"quantity","in":"body","message":"must not be null"},\
        {"field":"sku","in":"body","message":"must not be null"},\
        {"field":"unitPrice","in":"body","message":"must not be null"},\
        {"field":"cart","in":"path",\
        "message":"must be a whole number from 1 to 9007199254740991"}]""");
  }

  @ParameterizedTest
  @CsvSource({"0", "01", "-1", "1.5", "none", "9007199254740992", "99999999999999999999"})
  void a_cart_that_is_no_number(String cart) {
    invalid(
        get("/legacy/carts/" + cart),
        "path",
        "cart",
        "must be a whole number from 1 to 9007199254740991");
  }

  @Test
  void what_the_document_shows_of_bad_requests_is_so() {
    assertProblem(get("/legacy/carts/none"), 400, Examples.INVALID);
    assertProblem(post("/legacy/carts/101/items", "{\"qty\":1}"), 400, Examples.MALFORMED);
    assertProblem(
        given().contentType(ContentType.TEXT).body("1").post("/legacy/carts/101/items"),
        415,
        Examples.OTHER_MEDIA_TYPE);
  }

  @Test
  void names_quantities_reasons_and_presses_out_of_bounds() {
    String name = "must be 1 to 64 of the characters A-Z a-z 0-9 _ . ~ -";
    String quantity = "must be a whole number from 1 to 1000";
    String reason = "must be at most 200 characters, none of them a control";
    String item = "/legacy/carts/301/items/banana";

    invalid(get("/legacy/buttons/{b}", "a".repeat(65)), "path", "button", name);
    invalid(bodiless().delete(ITEMS + "/{sku}", "a b"), "path", "sku", name);
    for (String wrong : new String[] {"0", "1001", "x", "1.5"}) {
      invalid(bodiless().queryParam("quantity", wrong).delete(item), "query", "quantity", quantity);
    }
    for (String wrong : new String[] {"a\nb", "\u0085", "a".repeat(201)}) {
      invalid(bodiless().queryParam("reason", wrong).delete(item), "query", "reason", reason);
    }
    invalid(
        post("/legacy/buttons/lamp/presses", "{\"presses\":0}"),
        "body",
        "presses",
        "must be greater than or equal to 1");
    invalid(
        post("/legacy/buttons/lamp/presses", "{\"presses\":1001}"),
        "body",
        "presses",
        "must be less than or equal to 1000");
  }

  @Test
  void a_reason_is_counted_in_characters() {
    assertThat(
            bodiless()
                .queryParam("reason", "\uD83C\uDF4C".repeat(200))
                .delete("/legacy/carts/302/items/banana")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void an_if_match_that_is_no_tag() {
    invalid(
        bodiless().header("If-Match", "7").post("/legacy/carts/301/checkout"),
        "header",
        "If-Match",
        "must be * or entity tags in double quotes, with commas between");
  }

  @Test
  void all_headers_that_are_wrong_are_named_at_once() {
    Response answer =
        bodiless()
            .headers(
                Map.of("If-Match", "7", "Actor", "%zz", "Reason", "%0A", "Idempotency-Key", "a b"))
            .post("/legacy/carts/301/checkout");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.jsonPath().getList("violations.field"))
        .containsExactly("If-Match", "Actor", "Reason", "Idempotency-Key");
    assertThat(answer.jsonPath().getList("violations.in")).containsOnly("header");
  }

  @Test
  void a_path_that_is_not_there() {
    for (String path : new String[] {"/legacy/nothing", "/legacy", "/legacy/carts/1/nothing"}) {
      assertProblem(
          get(path),
          404,
          "Not Found",
          "There is nothing at " + path + "; /q/openapi lists what there is.",
          "\"instance\":\"" + path + "\"");
    }
  }

  @Test
  void a_method_that_is_not_taken() {
    assertProblem(
        patch("/legacy/carts/301"),
        405,
        "Method Not Allowed",
        "/legacy/carts/301 does not take this method; /q/openapi lists those it takes.",
        "\"instance\":\"/legacy/carts/301\"");
  }

  @Test
  void a_media_type_that_is_not_spoken() {
    assertProblem(
        given().contentType(ContentType.TEXT).body("x").post(ITEMS),
        415,
        "Unsupported Media Type",
        ITEMS + " takes application/json only.",
        INSTANCE);
    assertProblem(
        given().accept(ContentType.XML).get("/legacy/carts/301"),
        406,
        "Not Acceptable",
        "/legacy/carts/301 answers with application/json only.",
        "\"instance\":\"/legacy/carts/301\"");
  }
}
