package afterimage.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afterimage.store.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `afterimage compare` as a person starts it.
class CompareIT {

  @TempDir private Path folder;

  private JsonNode report() throws IOException {
    return new Json(Files.readString(folder.resolve("report/report.json"))).tree();
  }

  @Test
  void a_threshold_that_a_rung_misses_is_told_and_the_exit_code() throws Exception {
    var compare =
        CommandLineProcess.run(
            folder,
            "compare",
            "--workload=cart-101",
            "--rungs=log,events",
            "--no-costs",
            "--fail-under=recall=0.99",
            "--output=report");

    assertThat(compare.exitCode()).as(compare.errors()).isEqualTo(1);
    assertThat(compare.errors()).contains("Missed: ").doesNotContain("Missed: events");
    assertThat(report().path("rungs")).hasSize(2);

    var again = CommandLineProcess.run(folder, "report", "report", "--format=md");
    assertThat(again.exitCode()).isZero();
    assertThat(again.output()).isEqualTo(Files.readString(folder.resolve("report/report.md")));
  }

  @Test
  void a_rung_costs_more_than_the_bare_app_and_each_capability_is_tried() throws Exception {
    var compare =
        CommandLineProcess.run(
            folder, "compare", "--workload=button", "--rungs=log+tx", "--quiet", "--output=report");

    assertThat(compare.exitCode()).as(compare.errors()).isZero();
    JsonNode bare = report().path("bare");
    JsonNode costs = report().path("rungs").path(0).path("costs");
    assertThat(costs.path("walBytes").asDouble()).isGreaterThan(bare.path("walBytes").asDouble());
    assertThat(costs.path("delayP50Millis").asDouble()).isPositive();
    assertThat(costs.path("mappingLines").asInt()).isPositive();
    assertThat(report().path("capabilities")).hasSize(10);
  }

  /// What a run has of its own is when it was made, and where its server listened.
  private JsonNode figures(String output) throws IOException {
    ObjectNode report =
        (ObjectNode) new Json(Files.readString(folder.resolve(output + "/report.json"))).tree();
    report.remove("made");
    ((ObjectNode) report.path("setting")).remove("server");
    return report;
  }

  @Test
  void two_runs_of_a_seed_give_the_same_report_costs_aside() throws Exception {
    for (String output : List.of("first", "second")) {
      var compare =
          CommandLineProcess.run(
              folder,
              "compare",
              "--workload=shop",
              "--commands=150",
              "--seed=11",
              "--no-costs",
              "--quiet",
              "--output=" + output);
      assertThat(compare.exitCode()).as(compare.errors()).isZero();
    }

    JsonNode first = figures("first");
    assertThat(first.path("rungs").valueStream())
        .hasSize(8)
        .allMatch(rung -> rung.path("notRun").isNull() && !rung.path("ran").isNull());
    assertThat(first.path("capabilities")).hasSize(7);
    assertThat(figures("second").toPrettyString()).isEqualTo(first.toPrettyString());
  }

  @Test
  void each_capability_is_seen_failing_on_some_rung_and_on_another_not() throws Exception {
    var compare =
        CommandLineProcess.run(
            folder,
            "compare",
            "--workload=shop",
            "--commands=300",
            "--seed=7",
            "--rungs=poll,log+intent,events",
            "--quiet",
            "--output=report");

    assertThat(compare.exitCode()).as(compare.errors()).isZero();
    assertThat(report().path("capabilities")).hasSize(10);
    for (JsonNode capability : report().path("capabilities")) {
      assertThat(
              capability.path("checks").valueStream().map(check -> check.path("has").asBoolean()))
          .as(capability.toString())
          .hasSize(3)
          .startsWith(false)
          .endsWith(true);
    }
  }

  @Test
  void ctrl_c_leaves_a_report_of_what_ran() throws Exception {
    var compare =
        CommandLineProcess.start(
            folder, Map.of(), "compare", "--commands=3000", "--no-costs", "--output=report");
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> compare.errors().contains("shop: log" + System.lineSeparator()));
    new ProcessBuilder("kill", "-INT", Long.toString(compare.process().pid())).start().waitFor();

    assertThat(compare.exitCode()).as(compare.errors()).isEqualTo(130);
    assertThat(compare.output()).containsIgnoringCase("interrupted");
    assertThat(report().path("complete").asBoolean(true)).isFalse();
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(p -> p.info().commandLine().orElse("").contains(folder + "/tmp"));
  }
}
