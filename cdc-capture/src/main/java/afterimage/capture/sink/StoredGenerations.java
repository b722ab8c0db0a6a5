package afterimage.capture.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/// The generations of all pipelines of a store.
record StoredGenerations(DataSource database) implements Generations {

  @Override
  public Optional<Generation> last(String pipeline) {
    try (Connection connection = database.getConnection()) {
      return sql(connection)
          .resultQuery(
              """
              SELECT pipeline, number, state, slot, publication, owns_publication
              FROM afterimage_capture.generations WHERE pipeline = ?
              ORDER BY number DESC LIMIT 1
              """,
              pipeline)
          .fetchOptional(StoredGenerations::generation);
    } catch (SQLException | DataAccessException e) {
      throw EventStoreSink.problem("the generations cannot be read", e);
    }
  }

  @Override
  public void note(Generation generation) {
    try (Connection connection = database.getConnection()) {
      note(generation, connection);
    } catch (SQLException | DataAccessException e) {
      throw EventStoreSink.problem("the generation cannot be noted", e);
    }
  }

  static void note(Generation generation, Connection connection) {
    sql(connection)
        .execute(
            """
            INSERT INTO afterimage_capture.generations
              (pipeline, number, state, slot, publication, owns_publication)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (pipeline, number) DO UPDATE SET
              state = excluded.state,
              live_at = CASE excluded.state WHEN 'live' THEN now() ELSE generations.live_at END,
              ended_at = CASE WHEN excluded.state IN ('ended', 'abandoned') THEN now() END
            """,
            generation.pipeline(),
            generation.number(),
            generation.state().name().toLowerCase(Locale.ROOT),
            generation.slot(),
            generation.publication(),
            generation.ownsPublication());
  }

  @Override
  public void progress(Generation generation, long rows, long expected) {
    try (Connection connection = database.getConnection()) {
      sql(connection)
          .execute(
              """
              UPDATE afterimage_capture.generations
              SET baseline_rows = ?, baseline_expected = ?, baseline_at = now()
              WHERE pipeline = ? AND number = ?
              """,
              rows,
              expected,
              generation.pipeline(),
              generation.number());
    } catch (SQLException | DataAccessException e) {
      throw EventStoreSink.problem("the baseline's progress cannot be noted", e);
    }
  }

  private static DSLContext sql(Connection connection) {
    return DSL.using(connection, SQLDialect.POSTGRES);
  }

  private static Generation generation(Record row) {
    return new Generation(
        row.get("pipeline", String.class),
        row.get("number", Integer.class),
        Generation.State.valueOf(row.get("state", String.class).toUpperCase(Locale.ROOT)),
        row.get("slot", String.class),
        row.get("publication", String.class),
        row.get("owns_publication", Boolean.class));
  }
}
