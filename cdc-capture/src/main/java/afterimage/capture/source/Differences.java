package afterimage.capture.source;

import afterimage.capture.change.TableId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.postgresql.replication.LogSequenceNumber;

/// Holds a source as it is against what a checkpoint says that it was.
final class Differences {

  private final SourceIdentity then;
  private final LogSequenceNumber end;
  private final List<String> found = new ArrayList<>();

  private Differences(SourceIdentity then, LogSequenceNumber end) {
    this.then = then;
    this.end = end;
  }

  static List<String> of(
      SourceIdentity then,
      LogSequenceNumber end,
      ServerIdentity server,
      String database,
      String described,
      Collection<TableId> tables,
      Optional<Publication> publication,
      Optional<SlotState> slot) {
    Differences differences = new Differences(then, end);
    differences.server(server);
    differences.differs("the database", then.database(), database);
    differences.differs("the tables", then.tables(), described);
    differences.publication(publication, tables);
    differences.slot(slot);
    return differences.found;
  }

  private void server(ServerIdentity server) {
    differs("the server (system identifier)", then.systemIdentifier(), server.systemIdentifier());
    if (then.systemIdentifier().equals(server.systemIdentifier())
        && then.timeline() != server.timeline()) {
      timeline(server);
    }
  }

  /// A failover goes on where the old timeline ended. What was stored before that is common to
  /// both; if the new one left earlier, what was stored after it never happened there.
  private void timeline(ServerIdentity server) {
    Optional<LogSequenceNumber> branch = server.branchedFrom(then.timeline());
    if (branch.isEmpty()) {
      found.add(
          "timeline %d does not come from timeline %d"
              .formatted(server.timeline(), then.timeline()));
    } else if (branch.get().compareTo(end) < 0) {
      found.add(
          "timeline %d left timeline %d at %s, before the checkpoint %s: what was stored after that never happened there"
              .formatted(
                  server.timeline(), then.timeline(), branch.get().asString(), end.asString()));
    }
  }

  private void publication(Optional<Publication> publication, Collection<TableId> tables) {
    if (publication.isEmpty()) {
      found.add("the publication %s does not exist".formatted(then.publication()));
      return;
    }
    List<String> problems = publication.get().problems(tables);
    found.addAll(problems);
    if (problems.isEmpty()) {
      differs("the publication (made anew)", then.published(), publication.get().identity());
    }
  }

  private void slot(Optional<SlotState> slot) {
    if (slot.isEmpty()) {
      found.add("the slot %s does not exist".formatted(then.slot()));
    } else if (slot.get().lostBecause() != null) {
      found.add(
          "the slot %s was invalidated (%s)%s"
              .formatted(then.slot(), slot.get().lostBecause(), why(slot.get().lostBecause())));
    } else if (slot.get().confirmed().compareTo(end) > 0) {
      found.add(
          "the slot was moved to %s, beyond the checkpoint %s, by somebody else"
              .formatted(slot.get().confirmed().asString(), end.asString()));
    }
  }

  private static String why(String cause) {
    return switch (cause) {
      case "wal_removed" -> ": it was behind by more than max_slot_wal_keep_size";
      case "idle_timeout" -> ": nobody read it for longer than idle_replication_slot_timeout";
      default -> "";
    };
  }

  private void differs(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      found.add("%s: expected %s, but it is %s".formatted(what, expected, actual));
    }
  }
}
