package afterimage.capture.reference;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.translate.Examples;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs what the reference shows: the tables are made, the mapping is read, its examples are run.
class ReferenceTest {

  private static final Path REFERENCE = Path.of("../docs/reference");
  private static final Pattern SHOWN =
      Pattern.compile(
          "\n##+ (?<title>[^\n]+)\n(?:(?!\n## ).)*?```sql\n(?<sql>.*?)```\\s*```yaml\n(?<yaml>.*?)```",
          Pattern.DOTALL);

  private static Database database;

  @BeforeAll
  static void prepare() {
    database = TestPostgres.freshDatabase();
  }

  record Shown(String title, String sql, String yaml) {
    @Override
    public String toString() {
      return title;
    }
  }

  static Stream<Shown> shown() throws IOException {
    Stream.Builder<Shown> shown = Stream.builder();
    for (String page : new String[] {"mapping.md", "mapping-by-example.md"}) {
      Matcher matcher = SHOWN.matcher(Files.readString(REFERENCE.resolve(page)));
      while (matcher.find()) {
        shown.add(new Shown(matcher.group("title"), matcher.group("sql"), matcher.group("yaml")));
      }
    }
    return shown.build();
  }

  @ParameterizedTest
  @MethodSource("shown")
  void what_the_reference_shows_is_so(Shown shown) throws SQLException {
    Mapping mapping = MappingReader.read("shown.yaml", shown.yaml, catalog(shown.sql));

    assertThat(mapping.examples()).isNotEmpty();
    assertThat(Examples.run(mapping)).isEmpty();
  }

  private static Catalog catalog(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(sql);
      Catalog catalog = Catalog.read(connection);
      connection.rollback();
      return catalog;
    }
  }
}
