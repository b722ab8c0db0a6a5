package afterimage.capture.chapter;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Message;
import afterimage.capture.change.Position;
import afterimage.capture.spool.Codec;
import afterimage.capture.spool.Spool;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.spool.Texts;
import afterimage.capture.translate.ChapterTranslation;
import afterimage.capture.translate.IdleMessage;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Which messages no event came of in any chapter, where one is told or where it governs.
final class IdleMessages implements AutoCloseable {

  private final SpooledTransaction transaction;
  private final Spool<IdleMessage> candidates;
  private final BitSet used = new BitSet();

  IdleMessages(Path folder, SpooledTransaction transaction) {
    this.transaction = transaction;
    this.candidates = new Spool<>(folder, new OnDisk());
  }

  void add(ChapterTranslation chapter) {
    chapter.translation().idle().forEach(candidates::add);
    chapter.used().forEach(message -> used.set(message.position().ordinal()));
  }

  void tell(ChapterStore store) {
    if (candidates.count() > 0) {
      Iterator<IdleMessage> all = candidates.read();
      Stream<IdleMessage> idle =
          StreamSupport.stream(((Iterable<IdleMessage>) () -> all).spliterator(), false)
              .filter(candidate -> !used.get(candidate.message().position().ordinal()));
      store.idle(
          new ChangeSet(
              transaction.transaction(),
              transaction.commit(),
              transaction.committedAt(),
              List.of(),
              List.of()),
          idle.iterator());
    }
  }

  @Override
  public void close() {
    candidates.close();
  }

  private final class OnDisk implements Codec<IdleMessage> {
    @Override
    public void write(IdleMessage idle, DataOutputStream out) throws IOException {
      out.writeInt(idle.message().position().ordinal());
      Texts.write(idle.message().prefix(), out);
      Texts.write(idle.message().content(), out);
      Texts.write(idle.reason(), out);
    }

    @Override
    public IdleMessage read(DataInputStream in) throws IOException {
      Position at = new Position(transaction.commit(), in.readInt());
      Message message = new Message(at, Texts.read(in), Texts.read(in));
      return new IdleMessage(message, Texts.read(in));
    }
  }
}
