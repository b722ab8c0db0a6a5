package afterimage.legacy.rest;

import static afterimage.legacy.rest.Requests.add;
import static afterimage.legacy.rest.Requests.checkOut;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The dual write, going wrong both ways.
@QuarkusTest
@QuarkusTestResource(LegacyDatabase.class)
class FaultsOverHttpTest {

  private static Response turn(String fault) {
    return given()
        .contentType(ContentType.JSON)
        .body("{\"fault\":\"%s\"}".formatted(fault))
        .put("/legacy/faults/checkout");
  }

  @AfterEach
  void turnBack() {
    assertThat(turn("none").statusCode()).isEqualTo(200);
  }

  @Test
  void the_audit_tells_which_message_was_lost_and_which_never_should_have_been_sent() {
    add(701, "banana", 1, "1.00");
    add(702, "banana", 1, "1.00");
    add(703, "banana", 1, "1.00");
    checkOut(703);

    assertThat(turn("message-lost").asString()).isEqualTo("{\"fault\":\"message-lost\"}");
    assertThat(checkOut(701).statusCode()).isEqualTo(200);
    turn("commit-fails");
    Response failed = checkOut(702);
    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(failed.jsonPath().getString("detail"))
        .isEqualTo("The request could not be carried out; the log of the server says why.");

    assertThat(get("/legacy/carts/702").jsonPath().getBoolean("checkedOut")).isFalse();
    Response audit = get("/legacy/shipments/audit");
    assertThat(audit.jsonPath().getList("checkedOutAndNotShipped"))
        .contains(701)
        .doesNotContain(703);
    assertThat(audit.jsonPath().getList("shippedAndNotCheckedOut")).containsExactly(702);

    // The customer tries again: shipping is told a second time, and ships once.
    turn("none");
    checkOut(702);
    assertThat(get("/legacy/shipments").asString().split("\"cart\":702", -1)).hasSize(2);
    assertThat(get("/legacy/shipments/audit").jsonPath().getList("shippedAndNotCheckedOut"))
        .isEmpty();
  }

  @Test
  void the_switch_has_three_positions() {
    Response answer = turn("some");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.jsonPath().getString("detail"))
        .isEqualTo("fault must be none, message-lost or commit-fails.");
    assertThat(get("/legacy/faults/checkout").asString()).isEqualTo("{\"fault\":\"none\"}");
  }
}
