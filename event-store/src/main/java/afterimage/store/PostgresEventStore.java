package afterimage.store;

import static afterimage.store.tables.Tables.EVENTS;

import afterimage.store.tables.Routines;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/// The store in a PostgreSQL database that [StoreSchema] has migrated.
public final class PostgresEventStore implements EventStore {

  private final DataSource database;

  public PostgresEventStore(DataSource database) {
    this.database = database;
  }

  @Override
  public List<Appended> append(List<StreamAppend> appends) {
    return inTransaction(connection -> append(appends, connection));
  }

  @Override
  public List<Appended> append(List<StreamAppend> appends, Connection transaction) {
    if (appends.isEmpty()) {
      return List.of();
    }
    try {
      if (transaction.getAutoCommit()) {
        throw new IllegalArgumentException(
            "The connection commits by itself. Switch auto-commit off, so that the append is"
                + " part of a transaction");
      }
      return AppendStatement.execute(appends, transaction);
    } catch (SQLException e) {
      throw problem("append", e);
    }
  }

  @Override
  public List<RecordedEvent> read(StreamId stream, AsOf asOf) {
    return query(
        sql ->
            sql.selectFrom(EVENTS)
                .where(EVENTS.STREAM_ID.eq(stream.value()), until(asOf))
                .orderBy(EVENTS.VERSION)
                .fetch(Events::recorded));
  }

  @Override
  public List<RecordedEvent> readAll(long after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("A limit is 1 or more, not " + limit);
    }
    return query(
        sql -> {
          // A statement of its own: the events must be read with a younger snapshot.
          Long readable = sql.select(Routines.readablePosition()).fetchSingle().value1();
          return sql.selectFrom(EVENTS)
              .where(EVENTS.POSITION.gt(after), EVENTS.POSITION.le(readable))
              .orderBy(EVENTS.POSITION)
              .limit(limit)
              .fetch(Events::recorded);
        });
  }

  private static Condition until(AsOf asOf) {
    return switch (asOf) {
      case AsOf.Latest() -> DSL.noCondition();
      case AsOf.Version(long version) -> EVENTS.VERSION.le(version);
      case AsOf.RecordedAt(Instant instant) -> EVENTS.RECORDED_AT.le(utc(instant));
      case AsOf.HappenedAt(Instant instant) -> EVENTS.HAPPENED_AT.le(utc(instant));
      case AsOf.Source(var lsn) ->
          DSL.condition("source_lsn <= {0}::pg_lsn", DSL.val(lsn.asString()));
    };
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private <T> T query(Function<DSLContext, T> work) {
    try (Connection connection = database.getConnection()) {
      return work.apply(DSL.using(connection, SQLDialect.POSTGRES));
    } catch (SQLException | DataAccessException e) {
      throw problem("read", e);
    }
  }

  private <T> T inTransaction(Function<Connection, T> work) {
    try (Connection connection = database.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        T result = work.apply(connection);
        connection.commit();
        return result;
      } catch (RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      throw problem("append", e);
    }
  }

  private static StoreProblem problem(String what, Exception e) {
    return new StoreProblem("The event store could not %s: %s".formatted(what, e.getMessage()), e);
  }
}
