package afterimage.store.integrity;

import afterimage.store.integrity.Finding.Kind;
import java.io.BufferedReader;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Holds every event against its hash, and all of them against a digest that was kept elsewhere.
///
/// Without a digest it finds what was altered, removed or swapped by somebody who left the hashes
/// as they were. Only with one it finds a chain that was made anew, events cut off the end, and
/// streams that are gone.
public final class StoreCheck {

  private final @Nullable DigestReader digest;
  private final MessageDigest sha256 = StoreDigest.sha256();
  private final List<Finding> findings = new ArrayList<>();
  private @Nullable StreamDigest expected;
  private @Nullable Chain chain;
  private long streams;
  private long events;

  private StoreCheck(@Nullable DigestReader digest) {
    this.digest = digest;
    this.expected = digest == null ? null : digest.next();
  }

  /// What was checked.
  ///
  /// @param position up to which
  /// @param findings at most one for each stream, in the order of stream ids; empty if all is well
  public record Report(long position, long streams, long events, List<Finding> findings) {
    public Report {
      findings = List.copyOf(findings);
    }
  }

  /// Checks everything that is readable now.
  public static Report check(DataSource database) throws SQLException {
    return run(database, null);
  }

  /// Checks everything up to the digest's position against it.
  ///
  /// @throws DigestProblem if it is no digest, or not whole
  public static Report check(DataSource database, BufferedReader digest) throws SQLException {
    return run(database, new DigestReader(digest));
  }

  private static Report run(DataSource database, @Nullable DigestReader digest)
      throws SQLException {
    Chains chains = new Chains(database);
    long end = digest == null ? chains.readablePosition() : digest.position();
    StoreCheck check = new StoreCheck(digest);
    chains.read(end, check::add);
    check.endStream();
    while (check.expected != null) {
      check.missing(check.expected);
    }
    return new Report(end, check.streams, check.events, check.findings);
  }

  /// The stream that is being read.
  private static final class Chain {
    private final Link first;
    private final @Nullable StreamDigest expected;
    private byte[] previous = {};
    private long version;
    private boolean found;

    Chain(Link first, @Nullable StreamDigest expected) {
      this.first = first;
      this.expected = expected;
    }
  }

  private void add(Link link) {
    if (chain == null || !chain.first.stream().equals(link.stream())) {
      endStream();
      while (expected != null && expected.stream().compareTo(link.stream()) < 0) {
        missing(expected);
      }
      boolean known = expected != null && expected.stream().equals(link.stream());
      chain = new Chain(link, known ? expected : null);
      streams++;
    }
    events++;
    if (!chain.found) {
      examine(chain, link);
    }
  }

  private void examine(Chain stream, Link link) {
    long nth = stream.version + 1;
    StreamDigest known = stream.expected;
    sha256.update(stream.previous);
    byte[] hash = sha256.digest(link.envelope());
    if (link.version() != nth) {
      find(stream, nth, Kind.REMOVED);
    } else if (!Arrays.equals(hash, link.hash())) {
      find(stream, nth, Kind.ALTERED);
    } else if (digest != null && (known == null || nth > known.version())) {
      find(stream, nth, Kind.INSERTED);
    } else if (known != null && !known.marks(nth, hash)) {
      find(stream, nth, Kind.REWRITTEN);
    }
    stream.previous = link.hash();
    stream.version = nth;
  }

  private void endStream() {
    Chain stream = chain;
    if (stream == null) {
      return;
    }
    StreamDigest known = stream.expected;
    if (known != null) {
      if (!stream.found && stream.version < known.version()) {
        find(stream, stream.version + 1, Kind.CUT_OFF);
      } else if (!stream.found && !Arrays.equals(known.hash(), stream.previous)) {
        find(stream, known.version(), Kind.REWRITTEN);
      }
      nextExpected();
    }
    chain = null;
  }

  private void missing(StreamDigest stream) {
    findings.add(new Finding(stream.stream(), 1, Kind.STREAM_REMOVED));
    nextExpected();
  }

  private void nextExpected() {
    expected = digest == null ? null : digest.next();
  }

  private void find(Chain stream, long version, Kind kind) {
    findings.add(new Finding(stream.first.stream(), version, kind));
    stream.found = true;
  }
}
