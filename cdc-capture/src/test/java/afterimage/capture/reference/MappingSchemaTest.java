package afterimage.capture.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/// The schema for editors knows what the reader knows.
class MappingSchemaTest {

  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(Path.of("../docs/reference/mapping.schema.json")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> problems(String yaml) {
    JsonNode node = new ObjectMapper().valueToTree(new Yaml().load(yaml));
    return SCHEMA.validate(node).stream().map(Object::toString).toList();
  }

  static Stream<ReferenceTest.Shown> shown() throws IOException {
    return ReferenceTest.shown();
  }

  @ParameterizedTest
  @MethodSource("shown")
  void it_takes_what_the_reference_shows(ReferenceTest.Shown shown) {
    assertThat(problems(shown.yaml())).isEmpty();
  }

  @Test
  void it_takes_the_shipped_mappings() throws IOException {
    for (String name : List.of("cart.yaml", "button.yaml")) {
      assertThat(problems(Files.readString(Path.of("../mappings", name)))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "streams:     | strems:",
        "root:        | rot:",
        "becomes:     | become:",
        "restore:     | restores:",
        "because:     | reason:",
        "unexplained: keep | unexplained: drop",
        "version: 1   | version: 0",
      })
  void it_refuses_what_the_reader_refuses(String right, String wrong) throws IOException {
    String cart = Files.readString(Path.of("../mappings/cart.yaml"));

    assertThat(cart).contains(right);
    assertThat(problems(cart.replace(right, wrong))).isNotEmpty();
  }
}
