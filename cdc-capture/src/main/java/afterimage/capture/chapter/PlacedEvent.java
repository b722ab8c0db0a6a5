package afterimage.capture.chapter;

import afterimage.capture.change.Position;
import afterimage.capture.spool.Codec;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.spool.Texts;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.Statement;
import afterimage.store.Certainty;
import afterimage.store.Json;
import afterimage.store.Provenance;
import afterimage.store.StreamId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// An event and where it stands among the events of its transaction.
record PlacedEvent(Position at, DerivedEvent event) {

  /// What all events of a transaction share is not written.
  static final class OnDisk implements Codec<PlacedEvent> {
    private final SpooledTransaction transaction;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    OnDisk(SpooledTransaction transaction) {
      this.transaction = transaction;
    }

    @Override
    public void write(PlacedEvent placed, DataOutputStream out) throws IOException {
      DerivedEvent event = placed.event;
      out.writeInt(placed.at.ordinal());
      out.writeInt(event.position().ordinal());
      out.writeLong(event.id().getMostSignificantBits());
      out.writeLong(event.id().getLeastSignificantBits());
      Texts.write(event.stream().value(), out);
      word(event.type(), out);
      Texts.write(event.data().text(), out);
      Statement statement = event.statement();
      Texts.writeOptional(statement.actor(), out);
      Texts.writeOptional(statement.reason(), out);
      Texts.writeOptional(statement.commandId(), out);
      Texts.writeOptional(statement.correlationId(), out);
      Texts.writeOptional(statement.causationId(), out);
      Provenance provenance = event.provenance();
      word(provenance.certainty().name(), out);
      word(provenance.generation(), out);
      word(provenance.mapping(), out);
      out.writeInt(provenance.mappingVersion());
      word(provenance.pattern(), out);
      out.writeInt(provenance.ordinals().size());
      for (int ordinal : provenance.ordinals()) {
        out.writeInt(ordinal);
      }
      out.writeInt(provenance.rivals().size());
      for (String rival : provenance.rivals()) {
        word(rival, out);
      }
    }

    @Override
    public PlacedEvent read(DataInputStream in) throws IOException {
      Position at = new Position(transaction.commit(), in.readInt());
      Position first = new Position(transaction.commit(), in.readInt());
      UUID id = new UUID(in.readLong(), in.readLong());
      StreamId stream = StreamId.of(Texts.read(in));
      String type = word(in);
      Json data = new Json(Texts.read(in));
      Statement statement =
          new Statement(
              Texts.readOptional(in),
              Texts.readOptional(in),
              Texts.readOptional(in),
              Texts.readOptional(in),
              Texts.readOptional(in));
      Provenance provenance =
          new Provenance(
              Certainty.valueOf(word(in)),
              word(in),
              word(in),
              in.readInt(),
              word(in),
              transaction.transaction(),
              transaction.commit(),
              ordinals(in),
              rivals(in));
      return new PlacedEvent(
          at,
          new DerivedEvent(
              id,
              stream,
              type,
              data,
              transaction.committedAt(),
              first,
              statement.equals(Statement.NONE) ? Statement.NONE : statement,
              provenance));
    }

    private static List<Integer> ordinals(DataInputStream in) throws IOException {
      int size = in.readInt();
      List<Integer> ordinals = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        ordinals.add(in.readInt());
      }
      return ordinals;
    }

    private List<String> rivals(DataInputStream in) throws IOException {
      int size = in.readInt();
      List<String> rivals = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        rivals.add(word(in));
      }
      return rivals;
    }

    /// Names come from the mapping, so that there are few of them. An event's type may come from a
    /// row of an outbox; from a number on they are written out.
    private void word(String word, DataOutputStream out) throws IOException {
      Integer number = numbers.get(word);
      if (number == null && words.size() < 10_000) {
        number = words.size();
        numbers.put(word, number);
        words.add(word);
      }
      out.writeInt(number == null ? -1 : number);
      if (number == null) {
        Texts.write(word, out);
      }
    }

    private String word(DataInputStream in) throws IOException {
      int number = in.readInt();
      return number < 0 ? Texts.read(in) : words.get(number);
    }
  }
}
