package afterimage.torture.oracle;

import afterimage.capture.mapping.Mapping;
import afterimage.capture.proof.Proof;
import afterimage.capture.proof.ProofProblem;
import afterimage.capture.proof.ProofReport;
import afterimage.postgres.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.replication.LogSequenceNumber;

/// All oracles on one pipeline: O1 (every committed transaction arrives once, whole, in commit
/// order), O2 (the events fold to the rows), O3 (nothing is there twice), O4 (no reader passes a
/// position that is filled later), F3 (never acknowledged before it is stored).
public final class Oracles implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Database source;
  private final DataSource store;
  private final Mapping mapping;
  private final String pipeline;
  private final SecondSlot log;
  private final Arrivals arrivals;
  private final SlotWatch watch;
  private final Follower follower;
  private long transactions;
  private long changes;

  private Oracles(
      Database source, DataSource store, Mapping mapping, String pipeline, SecondSlot log) {
    this.source = source;
    this.store = store;
    this.mapping = mapping;
    this.pipeline = pipeline;
    this.log = log;
    this.arrivals = new Arrivals(store);
    this.watch = SlotWatch.start(source, store, pipeline);
    this.follower = Follower.start(store);
  }

  /// When the pipeline has its publication, and before the first row is written.
  public static Oracles watch(Database source, DataSource store, Mapping mapping, String pipeline) {
    return new Oracles(source, store, mapping, pipeline, SecondSlot.create(source, pipeline));
  }

  /// When nobody writes, and a pipeline is running. Waits for it to catch up.
  ///
  /// @return what is wrong; empty if all is well
  public List<String> check() throws SQLException {
    LogSequenceNumber mark = mark();
    List<String> wrong = new ArrayList<>();
    // It waits for the pipeline; what the snapshot sees lies after the mark.
    ProofReport report;
    try {
      report = prove();
    } catch (ProofProblem e) {
      return List.of("O2: " + e.getMessage());
    }
    report
        .tables()
        .forEach(
            table -> {
              if (table.wrong() > 0) {
                wrong.add("O2: " + table);
              }
            });
    List<LoggedTransaction> logged = log.read(mark);
    // Marks and the like change no row.
    transactions += logged.stream().filter(transaction -> !transaction.changes().isEmpty()).count();
    changes += logged.stream().mapToLong(transaction -> transaction.changes().size()).sum();
    wrong.addAll(arrivals.check(logged));
    wrong.addAll(watch.findings());
    follower.finding().ifPresent(wrong::add);
    return wrong;
  }

  /// With the patience that a machine needs on which much else goes on.
  private ProofReport prove() {
    Proof.Request usual = Proof.Request.of(source, store, List.of(mapping));
    return Proof.run(
        new Proof.Request(
            source,
            store,
            usual.mappings(),
            pipeline,
            PATIENCE,
            usual.samples(),
            usual.memory(),
            usual.progress()));
  }

  /// How many transactions with how many changes were checked, how many events a reader was given
  /// meanwhile, and how often the slot was looked at.
  public String counts() {
    return "%,d transactions, %,d row changes, %,d events followed, slot looked at %,d times"
        .formatted(transactions, changes, follower.read(), watch.looks());
  }

  /// Those that changed rows.
  public long transactions() {
    return transactions;
  }

  private LogSequenceNumber mark() throws SQLException {
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT pg_logical_emit_message(true, 'afterimage', 'mark')::text")) {
      row.next();
      return LogSequenceNumber.valueOf(row.getString(1));
    }
  }

  @Override
  public void close() {
    watch.close();
    follower.close();
    log.close();
  }
}
