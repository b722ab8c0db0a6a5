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
class LauncherJdkTest {

  @TempDir Path folder;
  FakeProject project;

  @BeforeEach
  void a_project_without_a_jdk() throws Exception {
    project = new FakeProject(folder);
  }

  @AfterEach
  void nothing_goes_on() {
    project.close();
  }

  @Test
  void a_default_java_that_is_too_old_is_passed_over() throws Exception {
    project.defaultJava(project.jdk("jdk-17", "17.0.15"));
    project.jdk("jdk-25", "25.0.1");

    assertRuns("java 25.0.1");
  }

  @Test
  void the_java_on_the_path_comes_before_the_others() throws Exception {
    project.jdk("a-25", "25.0.1");
    project.defaultJava(project.jdk("b-26", "26-ea"));

    assertRuns("java 26-ea");
  }

  @Test
  void java_home_comes_first() throws Exception {
    project.defaultJava(project.jdk("a-25", "25.0.1"));
    project.environment.put("JAVA_HOME", project.jdk("b-26", "26").toString());

    assertRuns("java 26");
  }

  @Test
  void a_java_home_that_is_too_old_or_gone_is_passed_over() throws Exception {
    project.jdk("jdk-25", "25");
    project.environment.put("JAVA_HOME", project.jdk("jdk-8", "1.8.0_402").toString());
    assertRuns("java 25");

    project.environment.put("JAVA_HOME", "/nowhere");
    assertRuns("java 25");
  }

  @Test
  void the_version_is_asked_for_where_no_file_tells_it() throws Exception {
    Files.delete(project.jdk("jdk-21", "21.0.2").resolve("release"));
    Files.delete(project.jdk("jdk-25", "25.0.1").resolve("release"));

    assertRuns("java 25.0.1");
  }

  @Test
  void a_stand_in_on_the_path_is_asked_for_its_jdk() throws Exception {
    Path jdk = project.jdk("jdk-25", "25.0.1");
    project.environment.put("AFTERIMAGE_JDK_DIRS", "");
    Path shim = Files.createDirectories(folder.resolve("shims")).resolve("java");
    Files.copy(jdk.resolve("bin/java"), shim);
    assertThat(shim.toFile().setExecutable(true)).isTrue();
    project.environment.merge("PATH", shim.getParent() + ":", (path, first) -> first + path);

    assertRuns("java 25.0.1");
  }

  @Test
  void without_a_jdk_one_sentence_says_what_is_there_and_what_to_install() throws Exception {
    Path old = project.jdk("jdk-17", "17.0.15");
    project.defaultJava(old);
    Files.createSymbolicLink(old.resolveSibling("java-17"), old);
    Path jre = project.jre("jre-25", "25.0.1");

    var launch = project.launch("demo");

    assertThat(launch.exit()).isEqualTo(3);
    assertThat(launch.out()).isEmpty();
    assertThat(launch.err())
        .containsExactly(
            "afterimage: needs a JDK 25 or later, found only 17 (%s), JRE 25 (%s). Install one, for example Temurin 25, or set JAVA_HOME to it."
                .formatted(old.toRealPath(), jre.toRealPath()));
  }

  @Test
  void without_any_java_the_sentence_says_so() throws Exception {
    var launch = project.launch("test");

    assertThat(launch.exit()).isEqualTo(3);
    assertThat(launch.err())
        .containsExactly(
            "afterimage: needs a JDK 25 or later, found none. Install one, for example Temurin 25, or set JAVA_HOME to it.");
  }

  private void assertRuns(String java) throws Exception {
    var launch = project.launch();

    assertThat(launch.exit()).isZero();
    assertThat(launch.out().getFirst()).startsWith(java + " is process ");
  }
}
