package afterimage.capture.discover;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.domains.Live;
import afterimage.capture.mapping.Coverage;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.translate.ReadChange;
import afterimage.capture.translate.Reading;
import afterimage.capture.translate.Translation;
import afterimage.domains.Domain;
import afterimage.postgres.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiscoverTest {

  static Discovery draw(Database database, String... schemas) throws SQLException {
    try (Connection connection = database.connect()) {
      return Discover.draw(connection, "start", List.of(schemas));
    }
  }

  /// Reads what was written as a user's file is read.
  static List<Mapping> read(Discovery discovery) {
    List<Mapping> mappings = new ArrayList<>();
    for (String file : discovery.files()) {
      mappings.add(MappingReader.read("start.yaml", file, discovery.catalog()));
    }
    return mappings;
  }

  @ParameterizedTest
  @EnumSource
  void a_start_is_valid_restores_every_column_and_names_most_of_what_happens(Domain domain)
      throws Exception {
    Database database = Live.fit(domain);
    Discovery discovery = draw(database);
    List<Mapping> mappings = read(discovery);
    for (Mapping mapping : mappings) {
      assertThat(Coverage.of(mapping).lost()).isEmpty();
    }

    int changes = 0;
    int named = 0;
    List<String> unexplained = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (Translation translation :
        Live.translate(database, domain, discovery.catalog(), mappings)) {
      for (ReadChange read : translation.readings()) {
        changes++;
        if (read.reading() instanceof Reading.Unexplained) {
          unexplained.add(read.toString());
        }
        if (read.events().stream().anyMatch(event -> discovery.isNamed(event.type()))) {
          named++;
        }
      }
      translation.events().forEach(event -> counts.merge(event.type(), 1, Integer::sum));
      translation.events().forEach(event -> assertThat(event.provenance().rivals()).isEmpty());
    }
    assertThat(unexplained).as(discovery.files().getFirst()).isEmpty();
    assertThat(changes).isGreaterThan(250);
    assertThat(100.0 * named / changes)
        .as("%d of %d: %s", named, changes, counts)
        .isGreaterThan(60);
  }

  @Test
  void the_start_of_the_library_reads_like_a_library() throws Exception {
    Discovery discovery = draw(Live.fit(Domain.LIBRARY));
    String text = String.join("\n", discovery.files());
    assertThat(text)
        .contains(
            """
              loan:
                root: library.loans
                id: "loan-{id}"
                members:
                  library.loan_history: loan_id
            """)
        .contains(
            """
              Returned:
                stream: loan
                from:
                  - update: library.loans
                    becomes: { status: returned }
                    data: { returnedAt: after.returned_at }
            """)
        .contains("  LoanBecameOverdue:\n", "  Lost:\n", "  MemberJoined:\n", "  LoanMade:\n")
        .contains("  Activated:\n", "  Deactivated:\n", "  MemberFinesIncreased:\n")
        .contains("  # A soft delete: the row stays.\n  Deleted:\n", "  Restored:\n")
        .contains("  # The primary key itself changes.\n  CardNumberChanged:\n")
        .contains("  # A history: its rows may only repeat")
        .contains("  # Reference data: others refer to it.\n  branch:\n");
    assertThat(discovery.generic()).containsExactlyInAnyOrder("VisitRowChanged");
  }
}
