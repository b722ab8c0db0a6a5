package afterimage.legacy.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/// The requests of the shop, and what its answers must look like.
final class Requests {

  private Requests() {}

  static Response add(int cart, String sku, int quantity, String unitPrice) {
    return post(
        "/legacy/carts/%d/items".formatted(cart),
        "{\"sku\":\"%s\",\"quantity\":%d,\"unitPrice\":%s}".formatted(sku, quantity, unitPrice));
  }

  static Response remove(int cart, String sku, int quantity) {
    return bodiless()
        .queryParam("quantity", quantity)
        .delete("/legacy/carts/{cart}/items/{sku}", cart, sku);
  }

  static Response discount(int cart, String amount) {
    return post("/legacy/carts/%d/discounts".formatted(cart), "{\"amount\":" + amount + "}");
  }

  static Response checkOut(int cart) {
    return bodiless().post("/legacy/carts/{cart}/checkout", cart);
  }

  static Response post(String path, String json) {
    return given().contentType(ContentType.JSON).body(json).post(path);
  }

  /// REST Assured would say that it sends a form.
  static RequestSpecification bodiless() {
    return given().noContentType();
  }

  static void assertState(Response response, String json) {
    assertThat(response.asString()).isEqualTo(json);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.contentType()).startsWith("application/json");
    assertThat(response.header("ETag")).matches("\"[0-9a-f]{32}\"");
  }

  static void assertProblem(Response response, int status, String json) {
    assertThat(response.asString()).isEqualTo(json);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.contentType()).startsWith("application/problem+json");
  }

  /// A problem that is no refusal of the shop.
  static void assertProblem(
      Response response, int status, String title, String detail, String rest) {
    assertProblem(
        response,
        status,
        "{\"type\":\"about:blank\",\"status\":%d,\"title\":\"%s\",\"detail\":\"%s\",%s}"
            .formatted(status, title, detail.replace("\"", "\\\""), rest));
  }
}
