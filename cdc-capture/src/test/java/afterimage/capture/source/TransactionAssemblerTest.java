package afterimage.capture.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.capture.change.Cell;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Message;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.Position;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.spool.Spooling;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.replication.LogSequenceNumber;

class TransactionAssemblerTest {

  private static final TableId TABLE = TableId.parse("t");
  private static final LogSequenceNumber COMMIT = LogSequenceNumber.valueOf("0/2A");
  private static final Row ROW = new Row(Map.of("id", new Cell.Value(1L)));

  @TempDir private static Path folder;

  private final TransactionAssembler assembler =
      new TransactionAssembler(new Spooling(folder, 3, 10_000));

  private static StreamElement end(long transaction) {
    return new StreamElement.End(transaction, COMMIT, Instant.EPOCH);
  }

  private Optional<ChangeSet> add(StreamElement... elements) {
    return assemble(elements)
        .flatMap(
            whole ->
                whole instanceof Assembled.InMemory(ChangeSet set, _)
                    ? Optional.of(set)
                    : Optional.empty());
  }

  private Optional<Assembled> assemble(StreamElement... elements) {
    Optional<Assembled> last = Optional.empty();
    for (StreamElement element : elements) {
      last = assembler.add(element);
    }
    return last;
  }

  private void refused(String why, StreamElement... elements) {
    assertThatThrownBy(() -> add(elements))
        .isInstanceOf(SourceProblem.class)
        .hasMessage(
            "The stream of changes is broken: %s. Nothing of it was stored; start again, and it is read again from the slot"
                .formatted(why));
  }

  @Test
  void a_transaction_is_handed_over_whole_at_its_end_with_positions_counted_from_its_begin() {
    assertThat(
            add(
                new StreamElement.Begin(7),
                new StreamElement.Insert(7, TABLE, ROW),
                new StreamElement.LogicalMessage(7, "intent", "why")))
        .isEmpty();
    assertThat(assembler.incomplete()).isEqualTo(1);

    assertThat(add(new StreamElement.Delete(7, TABLE, new OldRow.Full(ROW)), end(7)))
        .contains(
            new ChangeSet(
                7,
                COMMIT,
                Instant.EPOCH,
                List.of(
                    new RowChange.Inserted(TABLE, new Position(COMMIT, 1), ROW),
                    new RowChange.Deleted(TABLE, new Position(COMMIT, 3), new OldRow.Full(ROW))),
                List.of(new Message(new Position(COMMIT, 2), "intent", "why"))));
    assertThat(assembler.incomplete()).isZero();
  }

  @Test
  void elements_of_another_transaction_are_refused() {
    refused("an element of transaction 7 came outside any", end(7));
    refused(
        "an element of transaction 8 came within transaction 7",
        new StreamElement.Begin(7),
        new StreamElement.Insert(8, TABLE, ROW));
    refused("transaction 8 begins before transaction 7 has ended", new StreamElement.Begin(8));
  }

  @Test
  void one_that_is_too_large_for_memory_is_handed_over_from_disk_as_often_as_it_is_read() {
    StreamElement[] elements = {
      new StreamElement.Begin(7),
      new StreamElement.Insert(7, TABLE, ROW),
      new StreamElement.LogicalMessage(7, "intent", "why"),
      new StreamElement.Truncate(7, TABLE),
      new StreamElement.Update(7, TABLE, new OldRow.NotLogged(), ROW),
      end(7)
    };
    for (int again = 0; again < 2; again++) {
      assertThat(assemble(elements))
          .hasValueSatisfying(
              whole -> {
                assertThat(whole).isInstanceOf(Assembled.OnDisk.class);
                try (SpooledTransaction spooled = ((Assembled.OnDisk) whole).transaction()) {
                  assertThat(spooled.transaction()).isEqualTo(7);
                  assertThat(spooled.changes()).isEqualTo(3);
                  for (int read = 0; read < 2; read++) {
                    assertThat(spooled.entries())
                        .toIterable()
                        .containsExactly(
                            new RowChange.Inserted(TABLE, new Position(COMMIT, 1), ROW),
                            new Message(new Position(COMMIT, 2), "intent", "why"),
                            new RowChange.Truncated(TABLE, new Position(COMMIT, 3)),
                            new RowChange.Updated(
                                TABLE, new Position(COMMIT, 4), new OldRow.NotLogged(), ROW));
                  }
                }
              });
    }
  }

  @Test
  void a_few_rows_are_too_large_for_memory_if_their_values_are() {
    Row large = new Row(Map.of("id", new Cell.Value("x".repeat(6_000))));
    assertThat(
            assemble(
                new StreamElement.Begin(7),
                new StreamElement.Insert(7, TABLE, large),
                new StreamElement.Insert(7, TABLE, large),
                end(7)))
        .hasValueSatisfying(whole -> assertThat(whole).isInstanceOf(Assembled.OnDisk.class));
  }
}
