package afterimage.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The launcher is a POSIX shell script")
class LauncherBuildTest {

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
  void the_first_run_builds_and_the_second_does_not() throws Exception {
    project.environment.put("MAVEN_OPTS", "-Dmaven.repo.local=/cache");
    assertBuilds(1);
    assertBuilds(1);

    assertThat(project.builds())
        .containsExactly(
            "-B -Dstyle.color=never -DskipTests -Dspotless.check.skip=true -pl cli -am package | "
                + folder.toRealPath()
                + "/jdks/jdk-25 | --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dmaven.repo.local=/cache");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pom.xml", "cli/pom.xml", "cli/src/main/java/Main.java", "mappings/cart.yaml"})
  void a_touched_source_is_built(String source) throws Exception {
    assertBuilds(1);
    project.touch(source);
    assertBuilds(2);
    assertBuilds(2);
  }

  @Test
  void a_touched_test_is_not_built() throws Exception {
    assertBuilds(1);
    project.touch("cli/src/test/java/MainTest.java");
    assertBuilds(1);
  }

  @Test
  void a_deleted_source_is_built_without_what_maven_kept_of_it() throws Exception {
    Path kept = project.root.resolve("cli/target/classes/gone.sql");
    project.build(
        FakeProject.BUILD
            + "mkdir -p cli/target/classes\ncp cli/src/main/resources/* cli/target/classes || :");
    assertBuilds(1);
    assertThat(kept).exists();

    Files.delete(project.root.resolve("cli/src/main/resources/gone.sql"));

    assertBuilds(2);
    assertThat(kept).doesNotExist();
    assertBuilds(2);
  }

  @Test
  void a_source_that_was_moved_here_with_an_old_date_is_built() throws Exception {
    Path old = project.source("elsewhere/Old.java");
    assertBuilds(1);
    Files.move(old, project.root.resolve("cli/src/main/java/Old.java"));
    assertBuilds(2);
  }

  @Test
  void a_source_that_changes_during_the_build_is_built_again() throws Exception {
    project.build(FakeProject.BUILD + "touch cli/src/main/java/Main.java");
    assertBuilds(1);
    project.build(FakeProject.BUILD);
    assertBuilds(2);
    assertBuilds(2);
  }

  @Test
  void progress_goes_to_standard_error() throws Exception {
    project.build(FakeProject.BUILD + FakeProject.HOLD);
    var launch = project.launch();
    await().until(() -> String.join("\n", launch.err()).contains("2/2"));
    project.letGo();

    assertThat(launch.exit()).isZero();
    assertThat(launch.out().getFirst()).startsWith("java 25.0.1 is process ");
    assertThat(launch.err()).last().asString().matches("Built Afterimage in \\d+ s");
    assertThat(launch.err())
        .anyMatch(line -> line.matches("Building Afterimage: 2/2 cli, 2 files downloaded, \\d+ s"));
    assertThat(Files.readAllLines(project.log))
        .contains("[INFO] Building cli 0.1.0-SNAPSHOT                                       [2/2]");
  }

  @Test
  void a_failed_build_shows_its_errors_and_is_not_taken_for_a_build() throws Exception {
    assertBuilds(1);
    project.touch("pom.xml");
    project.build(
        """
        echo '[INFO] Building cli 0.1.0-SNAPSHOT [2/2]'
        echo '[ERROR] Main.java:[3,9] cannot find symbol'
        echo '[ERROR] '
        echo '[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.'
        echo '[ERROR] Re-run Maven using the -X switch to enable full debug logging.'
        exit 1
        """);

    var launch = project.launch("demo");

    assertThat(launch.exit()).isEqualTo(3);
    assertThat(launch.out()).isEmpty();
    assertThat(launch.err())
        .endsWith(
            "[ERROR] Main.java:[3,9] cannot find symbol",
            "afterimage: the build failed. The whole log is " + project.log);
    assertNothingLeft();
    project.build(FakeProject.BUILD);
    assertBuilds(3);
  }

  @Test
  void a_build_that_fails_without_an_error_line_shows_the_end_of_its_log() throws Exception {
    project.build("echo 'mvnw: no network' >&2; exit 1");

    var launch = project.launch();

    assertThat(launch.exit()).isEqualTo(3);
    assertThat(launch.err()).contains("mvnw: no network");
  }

  @Test
  void a_build_without_a_result_is_an_error() throws Exception {
    project.build("");

    var launch = project.launch();

    assertThat(launch.exit()).isEqualTo(3);
    assertThat(launch.err())
        .last()
        .isEqualTo(
            "afterimage: the build made no %s. Its log is %s".formatted(project.jar, project.log));
    assertNothingLeft();
  }

  @ParameterizedTest
  @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
  void a_signal_ends_the_build_and_leaves_nothing(String signal, int exit) throws Exception {
    project.build(FakeProject.BUILD + "sleep 600\n");
    var launch = project.launch();
    await().until(() -> String.join("\n", launch.err()).contains("2/2"));
    List<ProcessHandle> children = launch.children();
    assertThat(children).hasSizeGreaterThanOrEqualTo(2);

    launch.signal(signal);

    assertThat(launch.exit()).isEqualTo(exit);
    assertThat(launch.out()).isEmpty();
    assertThat(launch.err()).last().isEqualTo("Build interrupted");
    await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    assertNothingLeft();
  }

  @Test
  void of_two_at_once_one_builds_and_the_other_waits() throws Exception {
    project.build(FakeProject.BUILD + FakeProject.HOLD);
    var first = project.launch("first");
    await().until(() -> project.builds().size() == 1);
    var second = project.launch("second");
    await().until(() -> !second.err().isEmpty());
    project.letGo();

    assertThat(first.exit()).isZero();
    assertThat(second.exit()).isZero();
    assertThat(first.arguments()).containsExactly("<first>");
    assertThat(second.arguments()).containsExactly("<second>");
    assertThat(second.err())
        .containsExactly(
            "Waiting for process %d, which is building Afterimage".formatted(first.pid()));
    assertThat(project.builds()).hasSize(1);
  }

  @Test
  void an_interrupt_while_waiting_leaves_the_others_build_alone() throws Exception {
    project.build(FakeProject.BUILD + FakeProject.HOLD);
    var first = project.launch();
    await().until(() -> project.builds().size() == 1);
    var second = project.launch();
    await().until(() -> !second.err().isEmpty());

    second.signal("INT");

    assertThat(second.exit()).isEqualTo(130);
    assertThat(Files.readSymbolicLink(project.lock)).hasToString(String.valueOf(first.pid()));
    project.letGo();
    assertThat(first.exit()).isZero();
  }

  @Test
  void a_lock_whose_process_is_gone_or_is_no_build_is_dropped() throws Exception {
    Process other = new ProcessBuilder("cat").start();
    Files.createDirectories(project.lock.getParent());
    Files.createSymbolicLink(project.lock, Path.of(String.valueOf(other.pid())));
    assertBuilds(1);

    other.destroy();
    other.waitFor();
    Files.createSymbolicLink(project.lock, Path.of(String.valueOf(other.pid())));
    project.touch("pom.xml");
    assertBuilds(2);
    assertThat(project.lock).doesNotExist();
  }

  private void assertBuilds(int soFar) throws Exception {
    var launch = project.launch();

    assertThat(launch.exit()).as(String.join("\n", launch.err())).isZero();
    assertThat(project.builds()).hasSize(soFar);
  }

  private void assertNothingLeft() {
    assertThat(project.stamp).doesNotExist();
    assertThat(project.stamp.resolveSibling("afterimage.stamp.new")).doesNotExist();
    assertThat(Files.exists(project.lock, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }
}
