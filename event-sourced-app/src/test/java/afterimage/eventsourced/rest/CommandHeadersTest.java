package afterimage.eventsourced.rest;

import static afterimage.eventsourced.rest.Requests.assertProblem;
import static afterimage.eventsourced.rest.Requests.assertRefused;
import static afterimage.eventsourced.rest.Requests.bodiless;
import static afterimage.eventsourced.rest.Requests.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TwoStores.class)
class CommandHeadersTest {

  private static Response add(long cart, int quantity, Map<String, String> headers) {
    return given()
        .contentType(ContentType.JSON)
        .headers(headers)
        .body("{\"sku\":\"banana\",\"quantity\":%d,\"unitPrice\":1.00}".formatted(quantity))
        .post("/carts/{cart}/items", cart);
  }

  @Test
  void who_why_and_by_which_command_stand_in_the_events() {
    add(
        601,
        1,
        Map.of("Actor", "Zo%C3%AB", "Reason", "a+b %26 c", "Idempotency-Key", "\"key-601\""));

    Response stream = get("/streams/cart-601");
    assertThat(stream.jsonPath().getString("events[0].actor")).isEqualTo("Zoë");
    assertThat(stream.jsonPath().getString("events[0].reason")).isEqualTo("a+b & c");
    assertThat(stream.jsonPath().getString("events[0].commandId")).isEqualTo("key-601");
  }

  @Test
  void all_headers_that_are_wrong_are_named_at_once() {
    Response answer =
        bodiless()
            .headers(
                Map.of("If-Match", "7", "Actor", "%zz", "Reason", "%0A", "Idempotency-Key", "a b"))
            .post("/carts/602/checkout");
    assertProblem(
        answer,
        400,
        "about:blank",
        "If-Match must be * or entity tags in double quotes, with commas between;"
            + " Actor must be 1 to 100 characters, none of them a control, percent-encoded where"
            + " not ASCII; Reason must be 1 to 200 characters, none of them a control,"
            + " percent-encoded where not ASCII; Idempotency-Key must be 1 to 100 visible ASCII"
            + " characters, with or without double quotes.");
    assertThat(answer.jsonPath().getList("violations.in")).containsOnly("header").hasSize(4);
  }

  @Test
  void the_same_key_gives_the_same_answer_and_another_body_a_problem() {
    Map<String, String> key = Map.of("Idempotency-Key", "8e03978e");
    Response first = add(603, 1, key);
    add(603, 5, Map.of());

    Response again = add(603, 1, key);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("ETag")).isEqualTo("\"1\"");
    assertRefused(
        add(603, 2, key),
        422,
        "idempotency-key-reused",
        "Cart 603 took a command with the key 8e03978e before, and it was another one; use a key"
            + " once.");
    assertThat(get("/carts/603").header("ETag")).isEqualTo("\"2\"");
  }

  @Test
  void of_ten_that_send_one_command_at_once_all_are_answered_and_one_is_done() throws Exception {
    Callable<Response> send = () -> add(604, 1, Map.of("Idempotency-Key", "once"));
    try (var threads = Executors.newFixedThreadPool(10)) {
      for (Future<Response> answer : threads.invokeAll(Collections.nCopies(10, send))) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
        assertThat(answer.get().jsonPath().getInt("items[0].quantity")).isEqualTo(1);
      }
    }
    assertThat(get("/carts/604").header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void of_two_with_the_same_if_match_one_is_refused() throws Exception {
    add(605, 1, Map.of());
    Callable<Response> send = () -> add(605, 1, Map.of("If-Match", "\"1\""));
    try (var threads = Executors.newFixedThreadPool(2)) {
      List<Future<Response>> answers = threads.invokeAll(List.of(send, send));
      List<Response> refused = new ArrayList<>();
      for (Future<Response> answer : answers) {
        if (answer.get().statusCode() != 200) {
          refused.add(answer.get());
        }
      }
      assertThat(refused).hasSize(1);
      assertRefused(
          refused.getFirst(),
          412,
          "version-differs",
          "Cart 605 is at version \"2\"; expected \"1\".");
      assertThat(refused.getFirst().header("ETag")).isEqualTo("\"2\"");
    }
    assertThat(get("/carts/605").jsonPath().getInt("items[0].quantity")).isEqualTo(2);
  }
}
