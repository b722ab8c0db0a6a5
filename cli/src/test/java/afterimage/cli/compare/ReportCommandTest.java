package afterimage.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `afterimage report`: an earlier run, rendered again.
class ReportCommandTest {

  private static final Path SAMPLE = Path.of("src/test/resources/compare/report.json");

  @TempDir private Path folder;

  private record Ran(int code, String out, String err) {}

  private static Ran run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        new CommandLine(new ReportCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(
                (e, line, _) -> {
                  line.getErr().println(e.getClass().getSimpleName() + ": " + e.getMessage());
                  return 2;
                });
    return new Ran(command.execute(args), out.toString(), err.toString());
  }

  @Test
  void json_comes_out_as_it_went_in() throws IOException {
    Ran again = run(SAMPLE.toString(), "--format", "json");

    assertThat(again.code()).isZero();
    assertThat(again.out()).isEqualTo(Files.readString(SAMPLE));
  }

  @Test
  void all_files_are_written_where_they_are_asked_for_and_a_folder_will_do() throws IOException {
    run(SAMPLE.toString(), "--output", folder.toString());
    Ran again = run(folder.toString(), "--format", "md");

    assertThat(again.code()).isZero();
    assertThat(again.out()).isEqualTo(Files.readString(folder.resolve("report.md")));
    assertThat(folder.resolve("report.html")).isNotEmptyFile();
    assertThat(folder.resolve("report.json")).hasSameTextualContentAs(SAMPLE);
  }

  @Test
  void what_is_no_report_is_told_in_one_sentence() throws IOException {
    Path other = folder.resolve("report.json");
    Files.writeString(other, Files.readString(SAMPLE).replace("\"format\" : 3", "\"format\" : 2"));

    assertThat(run(other.toString()).err())
        .isEqualTo(
            "BadConfiguration: %s: this is a report of format 2, made by Afterimage 0.1. Expected format 3. Render it with that version, or run ./afterimage compare --workload shop --commands 2000 --seed 7 again\n"
                .formatted(other));
    assertThat(run(folder.resolve("none.json").toString()).err())
        .isEqualTo(
            "BadConfiguration: %s: there is no such file. Expected a report.json that compare or demo wrote\n"
                .formatted(folder.resolve("none.json")));
  }
}
