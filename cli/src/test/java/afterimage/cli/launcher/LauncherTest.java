package afterimage.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The launcher is a POSIX shell script")
class LauncherTest {

  @TempDir Path folder;
  FakeProject project;

  @BeforeEach
  void a_project_and_a_jdk() throws Exception {
    project = new FakeProject(folder);
    project.jdk("jdk-25", "25.0.1");
  }

  @AfterEach
  void nothing_goes_on() {
    project.close();
  }

  @Test
  void arguments_arrive_exactly_as_they_were_given() throws Exception {
    var launch =
        project.launch("compare", "two words", "", "*", "it's \"quoted\"", "$HOME", "a\\b");

    assertThat(launch.exit()).isZero();
    assertThat(launch.arguments())
        .containsExactly(
            "<compare>", "<two words>", "<>", "<*>", "<it's \"quoted\">", "<$HOME>", "<a\\b>");
  }

  @Test
  void no_argument_is_no_argument() throws Exception {
    var launch = project.launch();

    assertThat(launch.exit()).isZero();
    assertThat(launch.arguments()).isEmpty();
  }

  @Test
  void the_launcher_becomes_the_jvm_in_the_callers_folder() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("some where")).toRealPath();

    var launch = project.launchFrom(elsewhere, Path.of("../the project/afterimage"), "demo");

    assertThat(launch.exit()).isZero();
    assertThat(launch.out())
        .startsWith("java 25.0.1 is process %d in %s".formatted(launch.pid(), elsewhere))
        .containsSequence("<-Dafterimage.home=%s>".formatted(project.root), "<-jar>")
        .containsSequence("<-jar>", "<%s>".formatted(project.jar), "<demo>");
  }

  @Test
  void it_can_be_called_through_links() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("my bin"));
    Files.createSymbolicLink(bin.resolve("first"), Path.of("../the project/afterimage"));
    Files.createSymbolicLink(bin.resolve("second"), bin.resolve("first"));

    var launch = project.launchFrom(folder, bin.resolve("second"), "--version");

    assertThat(launch.exit()).isZero();
    assertThat(launch.out()).containsSequence("<%s>".formatted(project.jar), "<--version>");
  }

  @Test
  void the_jvm_gets_the_options_of_the_environment_too() throws Exception {
    project.environment.put("AFTERIMAGE_JAVA_OPTS", "-Xmx256m -Dpattern=*");

    var launch = project.launch();

    assertThat(launch.exit()).isZero();
    assertThat(launch.out())
        .contains("<--enable-native-access=ALL-UNNAMED>", "<--sun-misc-unsafe-memory-access=allow>")
        .containsSequence("<-Xmx256m>", "<-Dpattern=*>");
  }

  @Test
  void a_capture_gets_a_jvm_of_its_kind_with_the_last_word_to_the_environment() throws Exception {
    project.environment.put("AFTERIMAGE_JAVA_OPTS", "-XX:+UseG1GC");

    var launch = project.launch("capture", "--until", "now");

    assertThat(launch.exit()).isZero();
    assertThat(launch.out())
        .containsSequence("<@%s/cli/capture.jvm>".formatted(project.root), "<-XX:+UseG1GC>")
        .containsSequence("<capture>", "<--until>", "<now>");
    assertThat(project.launch("status").out()).noneMatch(line -> line.contains("capture.jvm"));
  }

  @Test
  void test_runs_the_whole_suite_and_shows_what_maven_says() throws Exception {
    project.build("echo 'Tests run: 3'; echo oops >&2");

    var launch = project.launch("test", "-Dtest=A Test");

    assertThat(launch.exit()).isZero();
    assertThat(launch.out()).containsExactly("Tests run: 3");
    assertThat(launch.err()).containsExactly("oops");
    assertThat(project.builds())
        .singleElement()
        .asString()
        .startsWith("-B -ntp verify -Dtest=A Test | " + folder.toRealPath() + "/jdks/jdk-25 | ");
  }

  @Test
  void test_passes_mavens_exit_code_on_and_the_next_may_start() throws Exception {
    project.build("exit 1");
    assertThat(project.launch("test").exit()).isEqualTo(1);

    project.build("");
    assertThat(project.launch("test").exit()).isZero();
  }

  @Test
  void a_launcher_within_the_tests_runs_the_build_that_is_there() throws Exception {
    assertThat(project.launch().exit()).isZero();
    project.touch("cli/src/main/java/Main.java");
    project.build("./afterimage demo");

    var launch = project.launch("test");

    assertThat(launch.exit()).isZero();
    assertThat(launch.arguments()).containsExactly("<demo>");
    assertThat(project.builds()).hasSize(2);
  }
}
