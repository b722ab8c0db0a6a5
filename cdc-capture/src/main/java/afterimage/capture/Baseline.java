package afterimage.capture;

import afterimage.capture.catalog.Table;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Position;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.Checkpoint;
import afterimage.capture.sink.Generation;
import afterimage.capture.sink.Sink;
import afterimage.capture.source.ExportedSnapshot;
import afterimage.capture.source.SnapshotReader;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.ReadChange;
import afterimage.capture.translate.RowMemory;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import afterimage.postgres.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The rows that are there when capture begins, read as of where the slot starts, and stored with
/// the first checkpoint. Parents come before their members.
final class Baseline {

  private final Database database;
  private final List<Mapping> mappings;
  private final Sink sink;
  private final Pipeline.Listener listener;

  Baseline(Database database, List<Mapping> mappings, Sink sink, Pipeline.Listener listener) {
    this.database = database;
    this.mappings = mappings;
    this.sink = sink;
    this.listener = listener;
  }

  /// Rows are read ahead of their translation, and translated ahead of their storing, unless the
  /// translation asks for rows that the store's own transaction has just remembered.
  void store(Generation generation, Checkpoint first, ExportedSnapshot snapshot) {
    List<Table> tables = tables();
    try (SnapshotReader reader = SnapshotReader.at(database, snapshot)) {
      long expected = tables.stream().mapToLong(reader::estimate).sum();
      BaselineProgress progress =
          new BaselineProgress(sink.generations(), generation, expected, listener);
      progress.rows(0);
      try (Ahead<FoundRows.Some> rows =
          Ahead.of("afterimage-found", new FoundRows(reader, tables))) {
        if (mappings.stream().allMatch(mapping -> mapping.remembered().isEmpty())) {
          try (Ahead<Translation> told =
              Ahead.of(
                  "afterimage-translate",
                  found(rows, first, KnownRows.NONE, reader.takenAt(), progress))) {
            sink.baseline(generation, first, _ -> told);
          }
        } else {
          sink.baseline(
              generation, first, known -> found(rows, first, known, reader.takenAt(), progress));
        }
      }
      progress.done();
    }
  }

  private Iterator<Translation> found(
      Iterator<FoundRows.Some> rows,
      Checkpoint first,
      KnownRows known,
      Instant takenAt,
      BaselineProgress progress) {
    Translator translator = new Translator(mappings, first.generation());
    return new Iterator<>() {
      private int ordinal;

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Translation next() {
        FoundRows.Some some = rows.next();
        List<RowChange> changes = new ArrayList<>(some.rows().size());
        for (Row row : some.rows()) {
          changes.add(
              new RowChange.Found(some.table(), new Position(first.start(), ++ordinal), row));
        }
        Translation translation =
            translator.translate(
                new ChangeSet(0, first.start(), takenAt, changes, List.of()), new RowMemory(known));
        refuse(translation, first);
        progress.rows(changes.size());
        return translation;
      }
    };
  }

  private void refuse(Translation translation, Checkpoint first) {
    for (ReadChange read : translation.unexplained()) {
      if (Mapping.Unexplained.STOP
          == mappings.stream()
              .filter(mapping -> mapping.tables().contains(read.change().table()))
              .findFirst()
              .map(Mapping::unexplained)
              .orElse(Mapping.Unexplained.KEEP)) {
        throw new CaptureStopped(first.pipeline(), translation.changeSet(), read);
      }
    }
  }

  private List<Table> tables() {
    Set<TableId> seen = new LinkedHashSet<>();
    List<Table> tables = new ArrayList<>();
    for (Mapping mapping : mappings) {
      List<TableId> ordered = new ArrayList<>(mapping.parentsFirst());
      // Outboxes are in no stream.
      ordered.addAll(new TreeSet<>(mapping.tables()));
      for (TableId id : ordered) {
        Table table = mapping.catalog().get(id);
        if (table != null && seen.add(id)) {
          tables.add(table);
        }
      }
    }
    return tables;
  }
}
