package afterimage.capture;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.Checkpoint;
import afterimage.capture.sink.Generation;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.replication.LogSequenceNumber;

/// From the row changes of one database to derived events in one store.
///
/// The slot is the only truth about what was read; the checkpoint, written with the events, is the
/// only truth about what was stored. A start compares the two and refuses to go on when something
/// between them may be lost.
public final class Pipeline implements AutoCloseable {

  private final Checkpoint checkpoint;
  private final List<Mapping> mappings;
  private final Set<TableId> tables;
  private final String columns;
  private final Spooling spooling;
  private final Sink sink;
  private final Listener listener;
  private final SlotSetup setup;
  private final Verification verification;
  private final ChangeSource source;
  private final Progress progress;

  /// How a pipeline that has a checkpoint is to be opened.
  public enum Begin {
    /// From where it is.
    WHERE_IT_IS,
    /// As a new generation, with the rows as they are now; what it has stored stays.
    ANEW
  }

  /// As [#open(String, Database, Catalog, List, Sink, Listener, Begin)], from where it is.
  public static Pipeline open(
      String name,
      Database source,
      Catalog catalog,
      List<Mapping> mappings,
      Sink sink,
      Listener listener) {
    return open(name, source, catalog, mappings, sink, listener, Begin.WHERE_IT_IS);
  }

  /// Makes slot and publication if the pipeline is new, and stores the rows that are there as its
  /// baseline; otherwise checks that the source is what its checkpoint speaks of.
  ///
  /// @param name of the pipeline in the sink; slot and publication have the name too
  /// @throws SourceProblem if the source cannot be captured, or not from where the checkpoint is
  public static Pipeline open(
      String name,
      Database source,
      Catalog catalog,
      List<Mapping> mappings,
      Sink sink,
      Listener listener,
      Begin begin) {
    return open(
        name, source, catalog, mappings, Spooling.inTemporaryFolder(), sink, listener, begin);
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
      Listener listener,
      Begin begin) {
    return new Pipeline(name, source, catalog, mappings, spooling, sink, listener, begin);
  }

  private Pipeline(
      String name,
      Database database,
      Catalog catalog,
      List<Mapping> mappings,
      Spooling spooling,
      Sink sink,
      Listener listener,
      Begin begin) {
    Slot slot = Slot.named(name);
    this.tables = new TreeSet<>();
    mappings.forEach(mapping -> tables.addAll(mapping.tables()));
    this.mappings = List.copyOf(mappings);
    this.spooling = spooling;
    this.sink = sink;
    this.listener = listener;
    this.setup = new SlotSetup(database, slot);
    this.checkpoint =
        new Opening(
                name,
                this.mappings,
                catalog,
                tables,
                sink,
                setup,
                new Baseline(database, this.mappings, sink, listener))
            .open(begin == Begin.ANEW);
    this.progress = new Progress(checkpoint.end());
    this.columns = setup.columns(tables);
    Alterations alterations = Alterations.since(checkpoint, this.mappings, catalog);
    this.verification =
        new Verification(checkpoint, this.mappings, alterations, tables, setup, sink, progress);
    verification.verify();
    if (alterations.isAny()) {
      sink.alter(
          name,
          Alterations.captured(this.mappings, catalog),
          alterations.events(checkpoint, setup.now()));
    }
    this.source = new DebeziumChangeSource(database, slot, tables, catalog, spooling);
  }

  /// Captures until it is closed. Blocks.
  ///
  /// @throws SourceProblem if the stream of changes fails
  /// @throws CaptureStopped if a mapping says to stop at what it cannot explain
  public void run() {
    Translator translator = new Translator(mappings, checkpoint.generation());
    source.run(
        new Delivery(
            checkpoint.pipeline(),
            mappings,
            translator,
            spooling,
            sink,
            progress,
            verification::verify,
            listener));
  }

  /// Tries the parked transactions again; to be called before [#run].
  ///
  /// @return how many are parked no more
  public int release() {
    return new Release(
            checkpoint.pipeline(), new Translator(mappings, checkpoint.generation()), sink)
        .run();
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

  /// Writes a mark into the source's log.
  ///
  /// @return a place that this pipeline will come to, after everything that was committed before
  LogSequenceNumber mark() {
    return setup.mark();
  }

  /// @return false if the place was not reached within the time
  boolean await(LogSequenceNumber place, Duration patience) throws InterruptedException {
    return progress.await(place, patience);
  }

  /// @throws SourceProblem that lasts, if the source is no longer what the checkpoint speaks of
  void verify() {
    verification.verify();
  }

  /// Whether captured tables have other columns by now than when this was opened: rows may have
  /// been altered without row changes.
  boolean isAltered() {
    return !setup.columns(tables).equals(columns);
  }

  /// Gives the slot something to move over, if others have written so much into the server's log
  /// that it would be kept for nothing.
  ///
  /// @return a place that this pipeline must come to; empty if nothing was needed
  Optional<LogSequenceNumber> beat() {
    return setup.isFarBehind(progress.end()) ? Optional.of(setup.mark()) : Optional.empty();
  }

  @Override
  public void close() {
    source.close();
  }

  /// Removes slot and publication: the pipeline can go on after this only with a new baseline.
  public void forget() {
    close();
    sink.generations()
        .last(checkpoint.pipeline())
        .filter(Generation::holdsSlot)
        .ifPresent(generation -> Forgetting.giveUp(generation, setup, sink));
  }

  /// Is told what the pipeline does, on its thread.
  public interface Listener {

    Listener NONE = new Listener() {};

    /// So many rows of a baseline were read, of so many that there are as the source estimates.
    default void found(long rows, long expected) {}

    /// Whole transactions came, and are being translated and stored.
    default void handling() {}

    /// A transaction was stored, with its events and the checkpoint.
    default void stored(Translation translation) {}

    /// A transaction is arriving whose end has not come yet.
    default void receiving(long transaction, int changes) {}

    /// Of a transaction that is too large for memory some more changes were translated.
    default void translating(long transaction, int changes) {}

    /// A transaction that is too large for memory was stored, with its events and the checkpoint.
    default void storedLarge(LargeTransaction large) {}

    /// What was stored so far was acknowledged to the source.
    default void acknowledged() {}
  }
}
