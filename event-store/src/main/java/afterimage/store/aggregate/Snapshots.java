package afterimage.store.aggregate;

import afterimage.store.StoreObserver;
import javax.sql.DataSource;

/// Where, how and how often the states of streams are kept, so that loading a long stream need not
/// fold it from its beginning. A snapshot belongs to the [Shape] of the code that made it, and
/// other code does not see it; nothing is lost with it, since it can be folded again at any time.
///
/// @param database of the event store
/// @param every how many events lie between two snapshots of a stream, 1 or more
/// @param revision text that becomes part of the shape, for what no class file shows
public record Snapshots<S>(
    DataSource database, Codec<S> codec, long every, String revision, StoreObserver observer) {

  public Snapshots {
    if (every < 1) {
      throw new IllegalArgumentException(
          "Snapshots are taken every 1 or more events, not every " + every);
    }
  }

  /// One every 100 events.
  ///
  /// @param database of the event store
  public static <S> Snapshots<S> in(DataSource database, Codec<S> codec) {
    return new Snapshots<>(database, codec, 100, "", StoreObserver.none());
  }

  public Snapshots<S> every(long events) {
    return new Snapshots<>(database, codec, events, revision, observer);
  }

  /// Parts these snapshots from those of another revision. For what the fold depends on beyond the
  /// class files, such as a file or a library behind a library.
  public Snapshots<S> revision(String text) {
    return new Snapshots<>(database, codec, every, text, observer);
  }

  public Snapshots<S> observedBy(StoreObserver other) {
    return new Snapshots<>(database, codec, every, revision, other);
  }
}
