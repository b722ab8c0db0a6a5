package afterimage.capture.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.capture.catalog.TestCatalog;
import afterimage.capture.change.Cell;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Message;
import afterimage.capture.change.NotFinite;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.Position;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.replication.LogSequenceNumber;

class RecordingTest {

  @TempDir private Path folder;

  @Test
  void what_is_read_is_what_was_written() {
    TableId table = new TableId("a \"b\"", "c.d");
    LogSequenceNumber commit = LogSequenceNumber.valueOf("1/2A");
    Map<String, Cell> cells = new LinkedHashMap<>();
    cells.put("int", new Cell.Value(Long.MIN_VALUE));
    cells.put("double", new Cell.Value(-0.0));
    cells.put("decimal", new Cell.Value(new BigDecimal("1.500")));
    cells.put("nan", new Cell.Value(NotFinite.NAN));
    cells.put("bool", new Cell.Value(true));
    cells.put("text", new Cell.Value("é\n\"😀"));
    cells.put("array", new Cell.Value(List.of(new Cell.Value(1L), new Cell.Null())));
    cells.put("null", new Cell.Null());
    cells.put("toast", new Cell.Unchanged());
    Row row = new Row(cells);
    ChangeSet changeSet =
        new ChangeSet(
            7,
            commit,
            Instant.parse("2026-11-23T10:00:00.123456Z"),
            List.of(
                new RowChange.Found(table, new Position(commit, 1), row),
                new RowChange.Inserted(table, new Position(commit, 2), row),
                new RowChange.Updated(table, new Position(commit, 3), new OldRow.NotLogged(), row),
                new RowChange.Updated(table, new Position(commit, 4), new OldRow.Full(row), row),
                new RowChange.Deleted(table, new Position(commit, 5), new OldRow.KeyOnly(row)),
                new RowChange.Truncated(table, new Position(commit, 7))),
            List.of(new Message(new Position(commit, 6), "intent", "{}")));
    Path file = folder.resolve("changes.jsonl");
    var shop = TestCatalog.shop();
    try (Recording.Writer writer = Recording.write(file, shop.tables().values())) {
      writer.add(changeSet);
    }

    Recording read = Recording.read(file);

    assertThat(read.changeSets()).containsExactly(changeSet);
    assertThat(read.catalog()).isEqualTo(shop);
  }

  @Test
  void a_line_that_is_none_of_a_recording_is_named() throws Exception {
    Path file = folder.resolve("changes.jsonl");
    Files.writeString(file, "{\"recording\":1,\"catalog\":[]}\n{oops\n");
    assertThatThrownBy(() -> Recording.read(file))
        .hasMessageStartingWith(file + ":2: this is no recording: ");
    Files.writeString(file, "");
    assertThatThrownBy(() -> Recording.read(file))
        .hasMessage(file + ":0: this is no recording: the file is empty");
  }
}
