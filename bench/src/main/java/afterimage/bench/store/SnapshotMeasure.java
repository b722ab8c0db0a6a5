package afterimage.bench.store;

import afterimage.bench.Figure;
import afterimage.bench.Figure.Target;
import afterimage.bench.Rounds;
import afterimage.store.Decider;
import afterimage.store.ExpectedVersion;
import afterimage.store.Metadata;
import afterimage.store.PostgresEventStore;
import afterimage.store.StreamAppend;
import afterimage.store.StreamId;
import afterimage.store.aggregate.Aggregates;
import afterimage.store.aggregate.Codec;
import afterimage.store.aggregate.EventTypes;
import afterimage.store.aggregate.Snapshots;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/// Loading a long stream with a snapshot against loading a short one.
final class SnapshotMeasure {

  private static final int LONG = 100_000;
  private static final int SHORT = 10;
  private static final int LOADS = 2_000;
  private static final int ROUNDS = 5;

  /// The data of [Events].
  record ItemAdded(String sku, String name, int quantity) {}

  /// What is in it.
  record Total(long events, long quantity) {}

  private record Adding() implements Decider<ItemAdded, Total, ItemAdded> {
    @Override
    public Total initial() {
      return new Total(0, 0);
    }

    @Override
    public List<ItemAdded> decide(ItemAdded command, Total state) {
      return List.of(command);
    }

    @Override
    public Total evolve(Total state, ItemAdded event) {
      return new Total(state.events + 1, state.quantity + event.quantity);
    }
  }

  private final PostgresEventStore store;
  private final Aggregates<ItemAdded, Total, ItemAdded> aggregates;

  SnapshotMeasure(DataSource database) {
    this.store = new PostgresEventStore(database);
    this.aggregates =
        new Aggregates<>(
                store,
                new Adding(),
                EventTypes.of(ItemAdded.class).type("ItemAdded", 1, ItemAdded.class).build())
            .snapshotting(Snapshots.in(database, Codec.of(Total.class)));
  }

  Figure load() throws Exception {
    StreamId big = StreamId.of("snapshot-long");
    StreamId small = StreamId.of("snapshot-short");
    store.appendAll(
        IntStream.range(0, LONG / 1_000)
            .mapToObj(
                _ ->
                    new StreamAppend(
                        big,
                        ExpectedVersion.ANY,
                        IntStream.range(0, 1_000).mapToObj(_ -> Events.next()).toList()))
            .iterator());
    store.append(
        Events.streams("snapshot-short", 1, SHORT).stream()
            .map(append -> new StreamAppend(small, append.expected(), append.events()))
            .toList());
    // The first load folds everything and leaves the snapshot.
    long version = aggregates.load(big).version();
    aggregates.handle(big, new ItemAdded("pear", "Conference", 1), Metadata.NONE);
    Rounds.Result result =
        Rounds.of(ROUNDS, () -> loads(big, version + 1), () -> loads(small, SHORT));
    return new Figure(
        "load a stream of %,d events with a snapshot; against one of %d".formatted(LONG, SHORT),
        "%.2f ms".formatted(result.ours() / LOADS * 1_000),
        "%.2f ms".formatted(result.baseline() / LOADS * 1_000),
        1 / result.ratio(),
        new Target.AtMost(2));
  }

  private void loads(StreamId stream, long version) {
    for (int i = 0; i < LOADS; i++) {
      if (aggregates.load(stream).version() != version) {
        throw new IllegalStateException(stream + " is not at version " + version);
      }
    }
  }
}
