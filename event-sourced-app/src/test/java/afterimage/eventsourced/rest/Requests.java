package afterimage.eventsourced.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/// The requests of the shop, and what its answers must look like.
final class Requests {

  private Requests() {}

  static Response add(long cart, String sku, int quantity, String unitPrice) {
    return post(
        "/carts/%d/items".formatted(cart),
        "{\"sku\":\"%s\",\"quantity\":%d,\"unitPrice\":%s}".formatted(sku, quantity, unitPrice));
  }

  static Response remove(long cart, String sku, int quantity) {
    return bodiless()
        .queryParam("quantity", quantity)
        .delete("/carts/{cart}/items/{sku}", cart, sku);
  }

  static Response discount(long cart, String amount) {
    return post("/carts/%d/discounts".formatted(cart), "{\"amount\":" + amount + "}");
  }

  static Response checkOut(long cart) {
    return bodiless().post("/carts/{cart}/checkout", cart);
  }

  static Response press(String button, int presses) {
    return post("/buttons/" + button + "/presses", "{\"presses\":" + presses + "}");
  }

  static Response post(String path, String json) {
    return given().contentType(ContentType.JSON).body(json).post(path);
  }

  static Response get(String path, Map<String, ?> query) {
    return bodiless().queryParams(query).get(path);
  }

  static Response get(String path) {
    return get(path, Map.of());
  }

  /// REST Assured would say that it sends a form.
  static RequestSpecification bodiless() {
    return given().noContentType();
  }

  static void assertState(Response response, long version, String json) {
    assertThat(response.asString()).isEqualTo(json);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.contentType()).startsWith("application/json");
    assertThat(response.header("ETag")).isEqualTo("\"" + version + "\"");
  }

  /// A refusal of the shop.
  static void assertRefused(Response response, int status, String name, String detail) {
    assertProblem(response, status, "urn:afterimage:problem:" + name, detail);
  }

  static void assertProblem(Response response, int status, String type, String detail) {
    assertThat(response.jsonPath().getString("detail")).isEqualTo(detail);
    assertThat(response.jsonPath().getString("type")).isEqualTo(type);
    assertThat(response.jsonPath().getInt("status")).isEqualTo(status);
    assertThat(response.jsonPath().getString("title")).isNotBlank();
    assertThat(response.jsonPath().getString("instance")).startsWith("/");
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.contentType()).startsWith("application/problem+json");
  }
}
