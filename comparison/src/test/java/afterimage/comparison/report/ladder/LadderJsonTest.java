package afterimage.comparison.report.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.store.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `report.json` is what its schema says, and can be read again.
class LadderJsonTest {

  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(Path.of("../docs/reference/report.schema.json")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> problems(JsonNode report) {
    return SCHEMA.validate(report).stream().map(Object::toString).toList();
  }

  private static ObjectNode json(LadderReport report) {
    return (ObjectNode) new Json(LadderJson.render(report)).tree();
  }

  private static ObjectNode json(Consumer<ObjectNode> change) {
    ObjectNode json = json(Samples.report());
    change.accept(json);
    return json;
  }

  @Test
  void the_schema_takes_what_is_written_with_costs_and_without() {
    assertThat(problems(json(Samples.report(true)))).isEmpty();
    assertThat(problems(json(Samples.report(false)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'',verdict",
    "'',walkthrough",
    "/setting,seed",
    "/rungs/0,ran",
    "/rungs/0/ran,score",
    "/rungs/0/ran/score,recall",
    "/rungs/0/ran/score/types/0,attributes",
    "/rungs/0/ran/accounting,unexplained",
    "/losses/0,story",
    "/losses/0/story,truth",
    "/audit,answerers",
    "/audit/answerers/0/total,wrong",
    "/bare,walBytes",
    "/capabilities/0/checks/0,how",
  })
  void the_schema_misses_what_is_left_out_and_knows_what_is_not_its_own(
      String where, String field) {
    assertThat(problems(json(report -> ((ObjectNode) report.at(where)).remove(field))))
        .isNotEmpty();
    assertThat(problems(json(report -> ((ObjectNode) report.at(where)).put("other", 1))))
        .isNotEmpty();
  }

  @Test
  void the_schema_refuses_what_no_run_can_come_to() {
    assertThat(problems(json(report -> report.put("format", 1)))).isNotEmpty();
    assertThat(problems(json(report -> ((ObjectNode) report.at("/rungs/0")).put("rung", "pol"))))
        .isNotEmpty();
    assertThat(problems(json(report -> ((ObjectNode) report.at("/rungs/0")).put("notRun", "no"))))
        .as("ran, and did not run")
        .isNotEmpty();
    assertThat(
            problems(
                json(report -> ((ObjectNode) report.at("/rungs/0/ran/score")).put("recall", 1.1))))
        .isNotEmpty();
  }

  @Test
  void what_is_written_can_be_read_again() {
    for (LadderReport report : List.of(Samples.report(true), Samples.report(false))) {
      String text = LadderJson.render(report);

      assertThat(LadderJson.read("report.json", text)).isEqualTo(report);
      assertThat(LadderJson.render(LadderJson.read("report.json", text))).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1 | f.json: this is not JSON: ",
        "{} | f.json: this is no report of Afterimage: it has no format. Expected a report.json that compare or demo wrote",
        "{\"format\":1} | f.json: this is a report of format 1, without a ladder (demo --quick makes those). Expected format 3. Run ./afterimage compare or ./afterimage demo again",
        "{\"format\":2,\"setting\":{\"afterimage\":\"9.1\",\"reproduce\":\"./x\"}} | f.json: this is a report of format 2, made by Afterimage 9.1. Expected format 3. Render it with that version, or run ./x again",
        "{\"format\":3} | f.json: this is no whole report: ",
      })
  void a_file_that_is_no_report_is_told(String text, String message) {
    assertThatThrownBy(() -> LadderJson.read("f.json", text))
        .isInstanceOf(UnreadableReport.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void a_run_without_a_rung_is_told() {
    ObjectNode empty = json(report -> report.putArray("rungs"));

    assertThatThrownBy(() -> LadderJson.read("f.json", empty.toString()))
        .hasMessage(
            "f.json: no rung ran, so that there is nothing to tell. Run ./afterimage compare"
                + " --workload shop --commands 2000 --seed 7 again");
  }
}
