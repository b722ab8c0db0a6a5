package afterimage.capture.chapter;

import afterimage.capture.change.LogEntry;
import afterimage.capture.spool.Codec;
import afterimage.capture.spool.EntryCodec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.postgresql.replication.LogSequenceNumber;

/// An entry of a transaction where it is told, or a message where it only governs.
///
/// @param told false for a message that is told elsewhere
/// @param group see [Groups]
record Part(LogEntry entry, boolean told, long group) {

  static final class OnDisk implements Codec<Part> {
    private final EntryCodec entries;

    OnDisk(LogSequenceNumber commit) {
      this.entries = new EntryCodec(() -> commit);
    }

    @Override
    public void write(Part part, DataOutputStream out) throws IOException {
      out.writeBoolean(part.told);
      out.writeLong(part.group);
      entries.write(part.entry, out);
    }

    @Override
    public Part read(DataInputStream in) throws IOException {
      boolean told = in.readBoolean();
      long group = in.readLong();
      return new Part(entries.read(in), told, group);
    }
  }
}
