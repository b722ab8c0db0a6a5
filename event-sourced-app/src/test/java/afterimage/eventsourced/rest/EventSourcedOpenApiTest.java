package afterimage.eventsourced.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TwoStores.class)
class EventSourcedOpenApiTest {

  private static final Map<String, List<String>> OPERATIONS =
      Map.ofEntries(
          Map.entry("get /carts/{cart}", List.of("200", "400", "404", "503")),
          Map.entry(
              "put /carts/{cart}", List.of("200", "400", "401", "404", "409", "412", "415", "422")),
          Map.entry(
              "delete /carts/{cart}", List.of("204", "400", "401", "404", "409", "412", "422")),
          Map.entry(
              "post /carts/{cart}/items",
              List.of("200", "400", "401", "404", "409", "412", "415", "422")),
          Map.entry(
              "delete /carts/{cart}/items",
              List.of("200", "400", "401", "404", "409", "412", "422")),
          Map.entry(
              "put /carts/{cart}/items/{sku}",
              List.of("200", "400", "401", "404", "409", "412", "415", "422")),
          Map.entry(
              "delete /carts/{cart}/items/{sku}",
              List.of("200", "400", "401", "404", "409", "412", "422")),
          Map.entry(
              "put /carts/{cart}/items/{sku}/price",
              List.of("200", "400", "401", "404", "409", "412", "415", "422")),
          Map.entry(
              "post /carts/{cart}/discounts",
              List.of("200", "400", "401", "404", "409", "412", "415", "422")),
          Map.entry(
              "post /carts/{cart}/merges",
              List.of("200", "400", "401", "404", "409", "412", "415", "422")),
          Map.entry(
              "post /carts/{cart}/checkout",
              List.of("200", "400", "401", "404", "409", "412", "422")),
          Map.entry("get /buttons/{button}", List.of("200", "400", "404", "503")),
          Map.entry(
              "put /buttons/{button}", List.of("200", "400", "401", "404", "412", "415", "422")),
          Map.entry(
              "post /buttons/{button}/presses",
              List.of("200", "400", "401", "404", "412", "415", "422")),
          Map.entry("get /articles/{sku}", List.of("200", "400", "404", "503")),
          Map.entry(
              "put /articles/{sku}", List.of("200", "400", "401", "404", "412", "415", "422")),
          Map.entry("get /shipments", List.of("200")),
          Map.entry("get /projections", List.of("200", "400", "404")),
          Map.entry("get /projections/{name}", List.of("200", "400", "404", "503")),
          Map.entry("get /projections/{name}/rebuild", List.of("200", "400", "404")),
          Map.entry("post /projections/{name}/rebuild", List.of("202", "400", "401", "404", "409")),
          Map.entry("get /streams", List.of("200", "400", "404")),
          Map.entry("get /events/live", List.of("200", "400", "404", "503")),
          Map.entry("get /events", List.of("200", "400", "404")),
          Map.entry("get /streams/{id}", List.of("200", "400", "404")),
          Map.entry("get /streams/{id}/state", List.of("200", "400", "404", "409", "503")),
          Map.entry("get /streams/{id}/audit", List.of("200", "400", "404", "409")),
          Map.entry("get /streams/{id}/root-cause", List.of("200", "400", "404", "409", "422")),
          Map.entry(
              "post /streams/{id}/what-if", List.of("200", "400", "404", "409", "415", "422")),
          Map.entry(
              "post /streams/{id}/compensations",
              List.of("200", "400", "401", "404", "409", "412", "415", "422")),
          Map.entry(
              "post /streams/{id}/reverts",
              List.of("200", "400", "401", "404", "409", "412", "415", "422")));

  private static JsonNode document() throws JsonProcessingException {
    return new JsonMapper()
        .readTree(Requests.get("/q/openapi", Map.of("format", "json")).asString());
  }

  private static Map<String, JsonNode> operations() throws JsonProcessingException {
    Map<String, JsonNode> operations = new TreeMap<>();
    for (var path : document().path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        operations.put(operation.getKey() + " " + path.getKey(), operation.getValue());
      }
    }
    return operations;
  }

  @Test
  void every_request_and_every_answer_is_there() throws JsonProcessingException {
    Map<String, List<String>> described = new TreeMap<>();
    operations()
        .forEach(
            (name, operation) -> {
              List<String> codes = new ArrayList<>();
              operation.path("responses").fieldNames().forEachRemaining(codes::add);
              described.put(name, codes.stream().sorted().toList());
            });
    assertThat(described).isEqualTo(OPERATIONS);
  }

  @Test
  void each_has_an_example() throws JsonProcessingException {
    operations()
        .forEach(
            (name, operation) -> {
              for (JsonNode answer : operation.path("responses")) {
                if (!answer.has("content")) {
                  // Nothing is said, which needs no example.
                  assertThat(name).isEqualTo("delete /carts/{cart}");
                  continue;
                }
                assertThat(examples(answer)).as(name + ": " + answer).isNotEmpty();
              }
              JsonNode body = operation.path("requestBody");
              if (!body.isMissingNode()) {
                assertThat(examples(body)).as(name + ": " + body).isNotEmpty();
              }
            });
  }

  private static List<JsonNode> examples(JsonNode message) {
    List<JsonNode> examples = new ArrayList<>();
    for (JsonNode content : message.path("content")) {
      content.path("examples").forEach(example -> examples.add(example.path("value")));
    }
    return examples.stream().filter(JsonNode::isContainerNode).toList();
  }

  @Test
  void every_command_has_the_headers_of_a_command() throws JsonProcessingException {
    operations()
        .forEach(
            (name, operation) -> {
              List<String> headers =
                  operation
                      .path("parameters")
                      .valueStream()
                      .filter(parameter -> parameter.path("in").asText().equals("header"))
                      .map(parameter -> parameter.path("name").asText())
                      .toList();
              assertThat(headers)
                  .as(name)
                  .isEqualTo(
                      name.equals("get /events/live")
                          ? List.of("Last-Event-ID")
                          : name.startsWith("get ")
                                  || name.endsWith("/what-if")
                                  || name.endsWith("/rebuild")
                              ? List.of()
                              : List.of("If-Match", "Actor", "Reason", "Idempotency-Key"));
            });
  }

  @Test
  void every_reference_leads_somewhere() throws JsonProcessingException {
    JsonNode document = document();
    for (String reference : document.findValuesAsText("$ref")) {
      assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }
}
