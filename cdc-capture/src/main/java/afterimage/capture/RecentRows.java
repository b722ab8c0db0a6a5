package afterimage.capture;

import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.capture.translate.Asked;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowImage;
import afterimage.capture.translate.RowMemory;
import afterimage.capture.translate.Translation;
import afterimage.store.StreamId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// The known rows as the translations so far leave them, though the last of these are not stored
/// yet. It holds the images of two spells, a recent one and the one before. When the recent one has
/// outgrown its room the other is dropped, if it is stored by then: what was in it is asked of the
/// store from there on. It ends with the run that made it, so it never knows what was not stored in
/// the end.
final class RecentRows implements KnownRows {

  /// Of a spell, in bytes, about.
  static final long ROOM = 16L << 20;

  private static final long BYTES_OF_A_CELL = 64;

  private final Function<Asked, KnownRows> stored;
  private final long room;
  private final Supplier<LogSequenceNumber> storedUntil;
  private final Bottom bottom = new Bottom();
  private Spell before = new Spell(bottom);
  private Spell recent = new Spell(before);

  /// @param stored fetches rows as of the checkpoint, those that are asked for at once
  /// @param room how many bytes a spell may take, about
  /// @param storedUntil where the checkpoint is
  RecentRows(
      Function<Asked, KnownRows> stored, long room, Supplier<LogSequenceNumber> storedUntil) {
    this.stored = stored;
    this.room = room;
    this.storedUntil = storedUntil;
  }

  /// Fetches what the next translations will ask for and is not here. Only here is a spell dropped:
  /// what was fetched is no newer than that, and must not be what is left of it.
  void expect(Asked asked) {
    if (recent.size > room && storedUntil.get().compareTo(before.end) >= 0) {
      before = recent;
      before.below = bottom;
      recent = new Spell(before);
    }
    bottom.rows = null;
    asked.keys().forEach((table, keys) -> keys.forEach(key -> row(table, key)));
    asked.streams().forEach((table, names) -> names.forEach(name -> of(name, table)));
    bottom.rows = stored.apply(bottom.missing());
  }

  void add(Translation translation) {
    recent.add(translation);
  }

  @Override
  public List<RowImage> of(StreamId stream, TableId table) {
    return recent.of(stream, table);
  }

  @Override
  public Optional<RowImage> row(TableId table, String key) {
    return recent.row(table, key);
  }

  @Override
  public List<RowImage> all(TableId table) {
    return recent.all(table);
  }

  /// What no spell knows: taken note of, or answered by what was fetched.
  private static final class Bottom implements KnownRows {

    private @Nullable KnownRows rows = KnownRows.NONE;
    private Asked missing = nothing();

    Asked missing() {
      Asked noted = missing;
      missing = nothing();
      return noted;
    }

    private static Asked nothing() {
      return new Asked(new TreeMap<>(), new TreeMap<>());
    }

    @Override
    public List<RowImage> of(StreamId stream, TableId table) {
      if (rows == null) {
        missing.streams().computeIfAbsent(table, _ -> new HashSet<>()).add(stream);
        return List.of();
      }
      return rows.of(stream, table);
    }

    @Override
    public Optional<RowImage> row(TableId table, String key) {
      if (rows == null) {
        missing.keys().computeIfAbsent(table, _ -> new HashSet<>()).add(key);
        return Optional.empty();
      }
      return rows.row(table, key);
    }

    @Override
    public List<RowImage> all(TableId table) {
      return rows == null ? List.of() : rows.all(table);
    }
  }

  /// What the translations of a time left, over what was before.
  private static final class Spell implements KnownRows {

    private final RowMemory rows = new RowMemory(new Below());
    private KnownRows below;
    private LogSequenceNumber end = LogSequenceNumber.INVALID_LSN;
    private long size;

    Spell(KnownRows below) {
      this.below = below;
    }

    void add(Translation translation) {
      rows.add(translation);
      end = translation.changeSet().commit();
      for (RowImage image : translation.rows()) {
        size += image.key().length() + image.row().map(Spell::size).orElse(BYTES_OF_A_CELL);
      }
    }

    @Override
    public List<RowImage> of(StreamId stream, TableId table) {
      return rows.of(stream, table);
    }

    @Override
    public Optional<RowImage> row(TableId table, String key) {
      return rows.row(table, key);
    }

    @Override
    public List<RowImage> all(TableId table) {
      return rows.all(table);
    }

    private static long size(Row row) {
      long size = 0;
      for (Cell cell : row.cells().values()) {
        size += BYTES_OF_A_CELL;
        if (cell instanceof Cell.Value(String text)) {
          size += text.length();
        }
      }
      return size;
    }

    /// Below it, which changes when the spell before is dropped.
    private final class Below implements KnownRows {
      @Override
      public List<RowImage> of(StreamId stream, TableId table) {
        return below.of(stream, table);
      }

      @Override
      public Optional<RowImage> row(TableId table, String key) {
        return below.row(table, key);
      }

      @Override
      public List<RowImage> all(TableId table) {
        return below.all(table);
      }
    }
  }
}
