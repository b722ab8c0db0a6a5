package afterimage.cli.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.mapping.Expression;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.Pattern;
import afterimage.capture.mapping.Trigger;
import afterimage.comparison.ladder.Rung;
import afterimage.comparison.ladder.RungWorld;
import afterimage.comparison.ladder.Setup;
import afterimage.legacy.LegacyShop;
import afterimage.legacy.stating.Statements;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each rung's mappings use what the rung has, and nothing of a higher one.
class LadderMappingsTest {

  private static List<Mapping> mappings(Rung rung) {
    Setup setup = Setup.of(rung);
    Database database = TestPostgres.freshDatabase();
    LegacyShop.migrate(
        database.dataSource(), new Statements(false, setup.stating() == RungWorld.Stating.OUTBOX));
    return setup.mappings(Path.of("../mappings/ladder"), setup.prepare(database));
  }

  private static List<Pattern> patterns(Rung rung) {
    return mappings(rung).stream().flatMap(mapping -> mapping.patterns().stream()).toList();
  }

  @ParameterizedTest
  @EnumSource(value = Rung.class, names = "EVENTS", mode = EnumSource.Mode.EXCLUDE)
  void are_right_for_the_tables_as_they_are_on_the_rung(Rung rung) {
    assertThat(mappings(rung)).isNotEmpty();
  }

  @Test
  void a_poll_only_finds_rows() {
    assertThat(patterns(Rung.POLL))
        .isNotEmpty()
        .allMatch(
            pattern ->
                pattern.trigger() instanceof Trigger.OnChange(_, var operation)
                    && operation.word().equals("found"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Rung.class,
      names = {"LOG", "LOG_MEMORY", "LOG_BEFORE"})
  void each_row_is_read_on_its_own_below_log_tx(Rung rung) {
    for (Pattern pattern : patterns(rung)) {
      assertThat(pattern.also()).as(pattern.name()).isEmpty();
      assertThat(pattern.expressions())
          .extracting(Expression::text)
          .as(pattern.name())
          .noneMatch(
              text ->
                  Stream.of("inserted.", "deleted.", "written.", "gone.").anyMatch(text::contains));
    }
    assertThat(mappings(rung)).allMatch(mapping -> mapping.prefixes().isEmpty());
  }

  @Test
  void rows_are_remembered_on_log_memory_and_not_on_log_and_log_before() {
    for (Rung rung : List.of(Rung.LOG, Rung.LOG_BEFORE)) {
      assertThat(mappings(rung)).as("%s", rung).allMatch(m -> m.remembered().isEmpty());
    }
    assertThat(mappings(Rung.LOG_MEMORY)).allMatch(m -> m.remembered().equals(m.tables()));
  }

  @Test
  void intents_are_read_from_log_intent_on_and_the_outbox_on_its_rung_alone() {
    assertThat(mappings(Rung.LOG_TX)).allMatch(mapping -> mapping.prefixes().isEmpty());
    assertThat(mappings(Rung.LOG_INTENT))
        .allMatch(mapping -> mapping.prefixes().contains("intent"))
        .allMatch(mapping -> mapping.outbox().isEmpty());
    assertThat(mappings(Rung.OUTBOX)).anyMatch(mapping -> !mapping.outbox().isEmpty());
  }
}
