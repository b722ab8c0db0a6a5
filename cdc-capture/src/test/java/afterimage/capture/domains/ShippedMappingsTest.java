package afterimage.capture.domains;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Coverage;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.translate.Examples;
import afterimage.capture.translate.Reading;
import afterimage.capture.translate.Translation;
import afterimage.domains.Domain;
import afterimage.domains.Transaction;
import afterimage.postgres.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShippedMappingsTest {

  @ParameterizedTest
  @EnumSource
  void the_same_seed_gives_the_same_load_and_another_one_another(Domain domain) {
    List<Transaction> load = domain.load(3, 200);
    List<Transaction> again = domain.load(3, 200);
    List<Transaction> other = domain.load(4, 200);
    assertThat(again).isEqualTo(load).hasSizeGreaterThanOrEqualTo(200);
    assertThat(other).isNotEqualTo(load);
  }

  @ParameterizedTest
  @EnumSource
  void a_shipped_mapping_explains_every_change_of_the_load(Domain domain) throws Exception {
    Database database = Live.fit(domain);
    Catalog catalog = Live.catalog(database);
    Path file = Path.of("..", "mappings", domain.schema() + ".yaml");
    Mapping mapping = MappingReader.read(file, catalog);

    assertThat(Examples.run(mapping)).isEmpty();
    assertThat(Coverage.of(mapping).lost()).isEmpty();

    List<Translation> translations = Live.translate(database, domain, catalog, List.of(mapping));
    List<String> unexplained = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (Translation translation : translations) {
      translation.unexplained().forEach(read -> unexplained.add(read.toString()));
      translation.events().forEach(event -> seen.add(event.type()));
      translation.events().forEach(event -> assertThat(event.provenance().rivals()).isEmpty());
    }
    assertThat(unexplained).isEmpty();
    assertThat(seen)
        .as("the load shows every event that the mapping knows")
        .containsExactlyInAnyOrderElementsOf(
            mapping.events().stream().map(event -> event.name()).toList());
    assertThat(translations.stream().mapToLong(t -> t.count(Reading.Explained.class)).sum())
        .isGreaterThan(250);
  }
}
