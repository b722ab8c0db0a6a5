package afterimage.eventsourced.rest;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TwoStores.class)
class CartOverHttpTest {

  @Test
  void probe() {
    for (String body :
        new String[] {
          "{\"sku\":\"banana\",\"quantity\":1,\"unitPrice\":1.00}",
          "{",
          "{\"sku\":1}",
          "{\"x\":1}",
          "{\"sku\":\"a b\"}",
          ""
        }) {
      given().contentType(ContentType.JSON).body(body).post("/carts/101/items").then().log().all();
    }
    given().get("/carts/101").then().log().all();
    given().header("If-Match", "\"9\"").post("/carts/101/checkout").then().log().all();
    given().get("/carts/abc").then().log().all();
    given().get("/carts/101?store=no").then().log().all();
    given().get("/nowhere").then().log().all();
    given().put("/carts/101").then().log().all();
    given().contentType("text/plain").body("x").post("/carts/101/items").then().log().all();
    given().post("/buttons/lamp/presses").then().log().all();
    given().get("/streams/button-lamp?limit=1").then().log().all();
    given()
        .contentType(ContentType.JSON)
        .body("{\"presses\":3}")
        .post("/buttons/lamp/presses?store=derived")
        .then()
        .log()
        .all();
    given().get("/streams/button-lamp?limit=1&store=derived").then().log().all();
    given().get("/q/openapi?format=json").then().log().all();
  }
}
