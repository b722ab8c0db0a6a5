package afterimage.capture;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.Checkpoint;
import afterimage.capture.sink.Sink;
import afterimage.capture.source.ChangeSource;
import afterimage.capture.source.DebeziumChangeSource;
import afterimage.capture.source.Slot;
import afterimage.capture.source.SlotSetup;
import afterimage.capture.source.SourceProblem;
import afterimage.capture.spool.Spooling;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import afterimage.postgres.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.replication.LogSequenceNumber;

/// From the row changes of one database to derived events in one store.
///
/// The slot is the only truth about what was read; the checkpoint, written with the events, is the
/// only truth about what was stored. A start compares the two and refuses to go on when something
/// between them may be lost.
public final class Pipeline implements AutoCloseable {

  private final String name;
  private final List<Mapping> mappings;
  private final Set<TableId> tables = new TreeSet<>();
  private final Catalog catalog;
  private final Spooling spooling;
  private final Sink sink;
  private final Listener listener;
  private final SlotSetup setup;
  private final ChangeSource source;
  private final Progress progress;
  private Checkpoint checkpoint;

  /// Makes slot and publication if the pipeline is new, and otherwise checks that they are the ones
  /// that its checkpoint speaks of.
  ///
  /// @param name of the pipeline in the sink; slot and publication have the name too
  /// @throws SourceProblem if the source cannot be captured, or not from where the checkpoint is
  public static Pipeline open(
      String name,
      Database source,
      Catalog catalog,
      List<Mapping> mappings,
      Sink sink,
      Listener listener) {
    return open(name, source, catalog, mappings, Spooling.inTemporaryFolder(), sink, listener);
  }

  /// As above.
  ///
  /// @param spooling where transactions go that are too large for memory
  public static Pipeline open(
      String name,
      Database source,
      Catalog catalog,
      List<Mapping> mappings,
      Spooling spooling,
      Sink sink,
      Listener listener) {
    return new Pipeline(name, source, catalog, mappings, spooling, sink, listener);
  }

  private Pipeline(
      String name,
      Database database,
      Catalog catalog,
      List<Mapping> mappings,
      Spooling spooling,
      Sink sink,
      Listener listener) {
    Slot slot = Slot.named(name);
    this.name = name;
    this.catalog = catalog;
    this.mappings = List.copyOf(mappings);
    this.spooling = spooling;
    this.sink = sink;
    this.listener = listener;
    this.setup = new SlotSetup(database, slot);
    mappings.forEach(mapping -> tables.addAll(mapping.tables()));
    this.checkpoint = sink.checkpoint(name).orElseGet(this::begin);
    this.progress = new Progress(checkpoint.end());
    verify();
    this.source = new DebeziumChangeSource(database, slot, tables, catalog, spooling);
  }

  private Checkpoint begin() {
    LogSequenceNumber start = setup.create(tables, catalog);
    Checkpoint first =
        Checkpoint.begin(name, Mapping.labels(mappings), setup.identity(tables, catalog), start);
    try {
      sink.begin(first);
      return first;
    } catch (RuntimeException e) {
      setup.drop();
      throw e;
    }
  }

  /// Captures until it is closed. Blocks.
  ///
  /// @throws SourceProblem if the stream of changes fails
  /// @throws CaptureStopped if a mapping says to stop at what it cannot explain
  public void run() {
    Translator translator = new Translator(mappings, checkpoint.generation());
    source.run(
        new Delivery(name, mappings, translator, spooling, sink, progress, this::verify, listener));
  }

  /// Up to where the source has been handled and stored.
  public LogSequenceNumber end() {
    return progress.end();
  }

  /// Waits until everything that was committed on the source before this call is stored.
  ///
  /// @return false if it was not within the time
  public boolean awaitCaughtUp(Duration patience) throws InterruptedException {
    return progress.await(setup.mark(), patience);
  }

  @Override
  public void close() {
    source.close();
  }

  /// Removes slot and publication: the pipeline cannot go on after this.
  public void forget() {
    close();
    setup.drop();
  }

  /// Refuses to go on if what the checkpoint speaks of is no longer there, and records the gap.
  private void verify() {
    List<String> differences = new ArrayList<>();
    Checkpoint now =
        Checkpoint.begin(
            name, Mapping.labels(mappings), setup.identity(tables, catalog), checkpoint.start());
    differs(differences, "the mappings", checkpoint.mappings(), now.mappings());
    differs(
        differences,
        "the server (system identifier)",
        checkpoint.systemIdentifier(),
        now.systemIdentifier());
    differs(differences, "the timeline", checkpoint.timeline(), now.timeline());
    differs(differences, "the database", checkpoint.database(), now.database());
    differs(differences, "the tables", checkpoint.tables(), now.tables());
    differs(differences, "the publication's tables", tables, setup.published());
    var confirmed = setup.confirmed();
    if (confirmed.isEmpty()) {
      differences.add("the slot %s does not exist".formatted(checkpoint.slot()));
    } else if (confirmed.get().compareTo(end()) > 0) {
      differences.add(
          "the slot was moved to %s, beyond the checkpoint %s, by somebody else"
              .formatted(confirmed.get().asString(), end().asString()));
    }
    if (!differences.isEmpty()) {
      String what = String.join("; ", differences);
      sink.gap(name, what);
      throw new SourceProblem(
          ("Pipeline %s cannot go on from %s: %s. What lies between may be lost."
                  + " Capture anew under another name, into an empty store")
              .formatted(name, end().asString(), what));
    }
  }

  private static void differs(
      List<String> differences, String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      differences.add("%s: expected %s, but it is %s".formatted(what, expected, actual));
    }
  }

  /// Is told what the pipeline does, on its thread.
  public interface Listener {

    Listener NONE = new Listener() {};

    /// A transaction was stored, with its events and the checkpoint.
    default void stored(Translation translation) {}

    /// A transaction is arriving whose end has not come yet.
    default void receiving(long transaction, int changes) {}

    /// Of a transaction that is too large for memory some more changes were translated.
    default void translating(long transaction, int changes) {}

    /// A transaction that is too large for memory was stored, with its events and the checkpoint.
    default void storedLarge(long transaction, long changes) {}

    /// What was stored so far was acknowledged to the source.
    default void acknowledged() {}
  }
}
