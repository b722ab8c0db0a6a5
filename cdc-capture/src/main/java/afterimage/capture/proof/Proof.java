package afterimage.capture.proof;

import afterimage.capture.change.Message;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.postgres.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// Folds what a pipeline has derived and holds it against the source's rows, both as of one LSN,
/// while the source is written and the pipeline goes on. It leaves nothing behind.
public final class Proof {

  private final Request request;

  private Proof(Request request) {
    this.request = request;
  }

  /// @param pipeline null: the only one in the store
  /// @param patience how long the pipeline may stand still before it has come to the snapshot, and
  ///     how long the source may take to give one
  /// @param samples how many rows that differ are told for each table
  /// @param memory about how many bytes of rows are held at once
  /// @param progress takes lines for a person to read
  public record Request(
      Database source,
      DataSource store,
      List<Mapping> mappings,
      @Nullable String pipeline,
      Duration patience,
      int samples,
      long memory,
      Consumer<String> progress) {

    public Request {
      mappings = List.copyOf(mappings);
    }

    /// With what suits a run by hand.
    public static Request of(Database source, DataSource store, List<Mapping> mappings) {
      return new Request(
          source,
          store,
          mappings,
          null,
          Duration.ofSeconds(60),
          5,
          Runtime.getRuntime().maxMemory() * 2 / 5,
          _ -> {});
    }
  }

  /// @throws ProofProblem if neither the one nor the other can be proven
  public static ProofReport run(Request request) {
    return new Proof(request).run();
  }

  private ProofReport run() {
    CapturedPipeline pipeline = CapturedPipeline.find(request.store, request.pipeline);
    String labels = Mapping.labels(request.mappings);
    if (!labels.equals(pipeline.mappings())) {
      throw new ProofProblem(
          "Pipeline %s captures with %s, but the mappings given are %s. Give those it captures with"
              .formatted(pipeline.name(), pipeline.mappings(), labels));
    }
    try (SourceSnapshot snapshot = SourceSnapshot.take(request.source, request.patience)) {
      refuseOther(pipeline, snapshot);
      CapturedPipeline there = await(pipeline, snapshot.lsn());
      return compare(there, snapshot);
    } catch (SQLException e) {
      throw new ProofProblem(
          "%s: the rows cannot be read: %s. The user needs SELECT on the tables"
              .formatted(request.source.address(), e.getMessage()),
          e);
    }
  }

  private void refuseOther(CapturedPipeline pipeline, SourceSnapshot snapshot) {
    if (!pipeline.systemIdentifier().equals(snapshot.systemIdentifier())
        || !pipeline.database().equals(request.source.name())) {
      throw new ProofProblem(
          ("Pipeline %s captures database %s of the server with the system identifier %s, but %s is"
                  + " %s of %s. Name the source that it captures")
              .formatted(
                  pipeline.name(),
                  pipeline.database(),
                  pipeline.systemIdentifier(),
                  request.source.address(),
                  request.source.name(),
                  snapshot.systemIdentifier()));
    }
  }

  /// Until everything that the snapshot sees is in the store.
  private CapturedPipeline await(CapturedPipeline begun, LogSequenceNumber lsn) {
    CapturedPipeline pipeline = begun;
    if (new UnreadLog(request.source, pipeline).isEmpty(lsn)) {
      return pipeline;
    }
    // In a source where nothing happens nothing would carry the checkpoint there.
    mark();
    long moved = System.nanoTime();
    while (pipeline.end().compareTo(lsn) < 0) {
      if (System.nanoTime() - moved > request.patience.toNanos()) {
        throw new ProofProblem(
            ("Pipeline %s stands at %s and has not moved for %d s; the rows were read at %s."
                    + " Is it running? Start `afterimage capture`, or look at `afterimage status`")
                .formatted(
                    pipeline.name(),
                    pipeline.end().asString(),
                    request.patience.toSeconds(),
                    lsn.asString()));
      }
      pause();
      CapturedPipeline now = CapturedPipeline.find(request.store, begun.name());
      if (!now.end().equals(pipeline.end())) {
        moved = System.nanoTime();
        request.progress.accept(
            "Pipeline %s is at %s, %,d bytes before the snapshot"
                .formatted(
                    now.name(),
                    now.end().asString(),
                    Math.max(0, lsn.asLong() - now.end().asLong())));
      }
      pipeline = now;
    }
    if (pipeline.start().compareTo(lsn) > 0) {
      throw new ProofProblem(
          "Pipeline %s began a new generation at %s while it was being proven. Start again"
              .formatted(pipeline.name(), pipeline.start().asString()));
    }
    return pipeline;
  }

  private void mark() {
    try (Connection connection = request.source.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_logical_emit_message(true, '%s', 'mark')".formatted(Message.OURS));
    } catch (SQLException e) {
      throw new ProofProblem(
          "%s: no mark can be written into the log: %s"
              .formatted(request.source.address(), e.getMessage()),
          e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProofProblem("Interrupted", e);
    }
  }

  private ProofReport compare(CapturedPipeline pipeline, SourceSnapshot snapshot)
      throws SQLException {
    StoredEvents events = new StoredEvents(request.store, pipeline.generation(), snapshot.lsn());
    List<TableProof> tables = new ArrayList<>();
    long folded = 0;
    int parts = 1;
    for (Mapping mapping : request.mappings) {
      MappingProof proof = new MappingProof(mapping, events, snapshot, request.memory);
      proof.run(request.progress);
      folded += proof.events();
      parts = Math.max(parts, proof.parts());
      List<TableComparison> compared = proof.tables();
      KeptChanges kept = KeptChanges.read(request.store, pipeline, snapshot.lsn(), compared);
      Map<TableId, List<Difference>> differences =
          new History(compared, mapping).differences(events, kept);
      compared.forEach(
          table ->
              tables.add(
                  table.result(
                      differences.getOrDefault(table.plan().table().id(), List.of()),
                      request.samples)));
      tables.addAll(proof.uncovered());
    }
    tables.sort(java.util.Comparator.comparing(TableProof::table));
    return new ProofReport(
        pipeline.name(),
        pipeline.generation(),
        snapshot.lsn(),
        folded,
        parts,
        tables,
        ParkedTransactions.read(request.store, pipeline, snapshot.lsn()));
  }
}
