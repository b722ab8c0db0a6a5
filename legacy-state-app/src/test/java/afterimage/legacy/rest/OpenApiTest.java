package afterimage.legacy.rest;

import static io.restassured.RestAssured.given;
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
@QuarkusTestResource(LegacyDatabase.class)
class OpenApiTest {

  private static final Map<String, List<String>> OPERATIONS =
      Map.ofEntries(
          Map.entry("get /legacy/carts/{cart}", List.of("200", "400", "404")),
          Map.entry("put /legacy/carts/{cart}", List.of("200", "400", "401", "409", "412", "415")),
          Map.entry(
              "delete /legacy/carts/{cart}", List.of("204", "400", "401", "404", "409", "412")),
          Map.entry(
              "post /legacy/carts/{cart}/items", List.of("200", "400", "401", "409", "412", "415")),
          Map.entry(
              "delete /legacy/carts/{cart}/items",
              List.of("200", "400", "401", "404", "409", "412")),
          Map.entry(
              "put /legacy/carts/{cart}/items/{sku}",
              List.of("200", "400", "401", "404", "409", "412", "415")),
          Map.entry(
              "delete /legacy/carts/{cart}/items/{sku}",
              List.of("200", "400", "401", "404", "409", "412")),
          Map.entry(
              "put /legacy/carts/{cart}/items/{sku}/price",
              List.of("200", "400", "401", "404", "409", "412", "415")),
          Map.entry(
              "post /legacy/carts/{cart}/discounts",
              List.of("200", "400", "401", "404", "409", "412", "415")),
          Map.entry(
              "post /legacy/carts/{cart}/merges",
              List.of("200", "400", "401", "404", "409", "412", "415")),
          Map.entry(
              "post /legacy/carts/{cart}/checkout",
              List.of("200", "400", "401", "404", "409", "412")),
          Map.entry("get /legacy/buttons/{button}", List.of("200", "400", "404")),
          Map.entry("put /legacy/buttons/{button}", List.of("200", "400", "401", "412", "415")),
          Map.entry(
              "post /legacy/buttons/{button}/presses", List.of("200", "400", "401", "412", "415")),
          Map.entry("get /legacy/articles/{sku}", List.of("200", "400", "404")),
          Map.entry("put /legacy/articles/{sku}", List.of("200", "400", "401", "412", "415")),
          Map.entry("get /legacy/shipments", List.of("200")),
          Map.entry("get /legacy/shipments/audit", List.of("200")),
          Map.entry("get /legacy/faults/checkout", List.of("200")),
          Map.entry("put /legacy/faults/checkout", List.of("200", "400", "401", "415")));

  private static JsonNode document() throws JsonProcessingException {
    return new JsonMapper()
        .readTree(given().queryParam("format", "json").get("/q/openapi").asString());
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
                  assertThat(name).isEqualTo("delete /legacy/carts/{cart}");
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
  void every_reference_leads_somewhere() throws JsonProcessingException {
    JsonNode document = document();
    for (String reference : document.findValuesAsText("$ref")) {
      assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }
}
