package afterimage.capture;

import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowImage;
import afterimage.capture.translate.RowMemory;
import afterimage.capture.translate.Translation;
import afterimage.store.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postgresql.replication.LogSequenceNumber;

/// The known rows as the translations so far leave them, though the last of these are not stored
/// yet. It holds the images of two spells, a recent one and the one before; when the recent one has
/// grown to its room the other is dropped, which by then is stored and can be asked for there. It
/// ends with the run that made it, so it never knows what was not stored in the end.
final class RecentRows implements KnownRows {

  /// Of a spell, in bytes, about.
  static final long ROOM = 16L << 20;

  private static final long BYTES_OF_A_CELL = 64;

  private final KnownRows stored;
  private final long room;
  private final Supplier<LogSequenceNumber> storedUntil;
  private Spell before;
  private Spell recent;

  /// @param stored the rows as of the checkpoint, which moves on
  /// @param room how many bytes a spell may take, about
  /// @param storedUntil where the checkpoint is
  RecentRows(KnownRows stored, long room, Supplier<LogSequenceNumber> storedUntil) {
    this.stored = stored;
    this.room = room;
    this.storedUntil = storedUntil;
    this.before = new Spell(stored);
    this.recent = new Spell(before);
  }

  void add(Translation translation) {
    recent.add(translation);
    if (recent.size > room && storedUntil.get().compareTo(before.end) >= 0) {
      before = recent;
      before.below = stored;
      recent = new Spell(before);
    }
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

  /// What the translations of a time left, over what was before.
  private static final class Spell implements KnownRows {

    private KnownRows below;
    private final RowMemory rows;
    private LogSequenceNumber end = LogSequenceNumber.INVALID_LSN;
    private long size;

    Spell(KnownRows below) {
      this.below = below;
      this.rows =
          new RowMemory(
              new KnownRows() {
                @Override
                public List<RowImage> of(StreamId stream, TableId table) {
                  return Spell.this.below.of(stream, table);
                }

                @Override
                public Optional<RowImage> row(TableId table, String key) {
                  return Spell.this.below.row(table, key);
                }

                @Override
                public List<RowImage> all(TableId table) {
                  return Spell.this.below.all(table);
                }
              });
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
  }
}
