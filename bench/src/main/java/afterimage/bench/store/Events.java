package afterimage.bench.store;

import afterimage.store.EventIds;
import afterimage.store.ExpectedVersion;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.StreamAppend;
import afterimage.store.StreamId;
import java.util.List;
import java.util.stream.IntStream;

/// Events as a shop has them.
final class Events {

  static final Metadata METADATA = new Metadata("ann", null, "cmd-4711", null, null, null, null);
  private static final Json DATA =
      new Json(
          "{\"sku\":\"apple-4711\",\"name\":\"Golden Delicious\",\"quantity\":3,\"unitPrice\":1.25,"
              + "\"currency\":\"EUR\"}");

  private Events() {}

  static NewEvent next() {
    return new NewEvent(EventIds.next(), "ItemAdded", 1, DATA, METADATA);
  }

  /// So many new streams with so many events each.
  static List<StreamAppend> streams(String prefix, int streams, int each) {
    return IntStream.range(0, streams)
        .mapToObj(
            i ->
                new StreamAppend(
                    StreamId.of(prefix + i),
                    ExpectedVersion.NO_STREAM,
                    IntStream.range(0, each).mapToObj(_ -> next()).toList()))
        .toList();
  }
}
