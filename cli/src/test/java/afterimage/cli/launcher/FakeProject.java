package afterimage.cli.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A small project around the real launcher. Its JDKs print how they were started, its `mvnw` does
/// what a test wants of a build, and nothing of the machine around it is to be seen from it.
final class FakeProject implements AutoCloseable {

  private static final List<String> TOOLS =
      List.of(
          ("awk cat cmp comm cp date dirname find ln mkdir mv ps readlink rm rmdir sed sleep sort"
                  + " tail touch")
              .split(" "));

  private static final String MVNW =
      """
      #!/bin/sh
      echo "$* | $JAVA_HOME | $MAVEN_OPTS" >>builds
      . ./build.sh
      """;

  /// A build that passes, in the words of Maven.
  static final String BUILD =
      """
      echo '[INFO] Building Afterimage 0.1.0-SNAPSHOT                                [1/2]'
      echo '[INFO] Downloaded from central: https://repo.example/a.pom (1.0 kB at 9 kB/s)'
      echo '[INFO] Downloaded from central: https://repo.example/a.jar (9.0 kB at 9 kB/s)'
      echo '[INFO] Building cli 0.1.0-SNAPSHOT                                       [2/2]'
      mkdir -p cli/target/quarkus-app && touch cli/target/quarkus-app/quarkus-run.jar
      """;

  /// Keeps a build going until [#letGo].
  static final String HOLD = "while [ ! -e go ]; do sleep 0.05; done\n";

  final Path root;
  final Path jar;
  final Path stamp;
  final Path lock;
  final Path log;
  final Map<String, String> environment = new TreeMap<>();

  private final Path folder;
  private final Path path;
  private final Path jdks;
  private final List<Launch> launches = new ArrayList<>();

  /// @param folder an empty folder for all of it
  FakeProject(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    root = this.folder.resolve("the project");
    jar = root.resolve("cli/target/quarkus-app/quarkus-run.jar");
    stamp = root.resolve("cli/target/afterimage.stamp");
    lock = root.resolve("target/afterimage.lock");
    log = root.resolve("target/build.log");
    path = Files.createDirectories(this.folder.resolve("bin"));
    jdks = Files.createDirectories(this.folder.resolve("jdks"));
    for (String tool : TOOLS) {
      executable(path.resolve(tool), "#!/bin/sh\nexec " + installed(tool) + " \"$@\"\n");
    }
    environment.put("PATH", path.toString());
    environment.put("HOME", Files.createDirectories(this.folder.resolve("home")).toString());
    environment.put("AFTERIMAGE_JDK_DIRS", jdks.toString());

    source("pom.xml");
    source("cli/pom.xml");
    source("cli/src/main/java/Main.java");
    source("cli/src/main/resources/gone.sql");
    source("cli/src/test/java/MainTest.java");
    source("mappings/cart.yaml");
    executable(root.resolve("mvnw"), MVNW);
    build(BUILD);
    // The tests run in the module's folder.
    Files.copy(
        Path.of("../afterimage"), root.resolve("afterimage"), StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static Path installed(String tool) {
    return Stream.of("/usr/bin", "/bin")
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No " + tool + " in /usr/bin or /bin"));
  }

  /// Adds a JDK where the launcher looks for one.
  Path jdk(String name, String version) throws IOException {
    Path jdk = jre(name, version);
    executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    return jdk;
  }

  /// Adds a Java that cannot compile.
  Path jre(String name, String version) throws IOException {
    Path jre = jdks.resolve(name);
    String java =
        """
        #!/bin/sh
        case $1 in
          -version) echo 'openjdk version "%1$s" 2025-04-15' >&2; exit ;;
          -XshowSettings:properties) echo '    java.home = %2$s' >&2; exit ;;
        esac
        echo "java %1$s is process $$ in $PWD"
        for argument; do printf '<%%s>\\n' "$argument"; done
        """
            .formatted(version, jre);
    executable(jre.resolve("bin/java"), java);
    Files.writeString(
        jre.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return jre;
  }

  /// Makes this the `java` on the path, as Debian does: a link, and another link.
  void defaultJava(Path jdk) throws IOException {
    Path alternative = Files.createDirectories(folder.resolve("alternatives")).resolve("java");
    Files.createSymbolicLink(alternative, jdk.resolve("bin/java"));
    Files.createSymbolicLink(path.resolve("java"), Path.of("../alternatives/java"));
  }

  /// Sets what `mvnw` does from now on, in shell.
  void build(String script) throws IOException {
    Files.writeString(root.resolve("build.sh"), script);
  }

  void letGo() throws IOException {
    Files.createFile(root.resolve("go"));
  }

  Path source(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }

  void touch(String source) throws IOException {
    Files.setLastModifiedTime(root.resolve(source), FileTime.from(Instant.now()));
  }

  /// What `mvnw` was called with, one entry a call: `arguments | JAVA_HOME | MAVEN_OPTS`.
  List<String> builds() throws IOException {
    Path builds = root.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
  }

  Launch launch(String... arguments) throws IOException {
    return launchFrom(root, root.resolve("afterimage"), arguments);
  }

  Launch launchFrom(Path directory, Path launcher, String... arguments) throws IOException {
    Launch launch =
        Launch.start(
            directory,
            environment,
            folder.resolve("launch-" + launches.size()),
            launcher,
            arguments);
    launches.add(launch);
    return launch;
  }

  /// Ends what a failed test has left running.
  @Override
  public void close() {
    launches.forEach(Launch::destroy);
  }

  private static void executable(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, script);
    if (!file.toFile().setExecutable(true)) {
      throw new IllegalStateException("Cannot make " + file + " executable");
    }
  }
}
