package afterimage.capture.doctor;

import afterimage.capture.source.Refusal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The slots that are there, and the limits that take a slot away or let it fill the disk.
final class SlotChecks {

  private final Query query;
  private final int version;

  SlotChecks(Query query, int version) {
    this.query = query;
    this.version = version;
  }

  private record Slot(String name, boolean active, String kept, String status) {}

  List<Finding> findings() throws SQLException {
    List<Finding> findings = new ArrayList<>();
    List<Slot> slots = slots();
    int most = Integer.parseInt(query.setting("max_replication_slots"));
    Refusal.ofSlots(slots.stream().map(Slot::name).toList(), most)
        .ifPresent(
            refusal ->
                findings.add(
                    new Finding(
                        Severity.BLOCKS,
                        "slots",
                        refusal.what(),
                        refusal.remedy(),
                        List.of(refusal.sql()),
                        "a restart",
                        "what cannot bear a restart")));
    slots.forEach(slot -> findings.add(of(slot)));
    limits(findings);
    return findings;
  }

  private static Finding of(Slot slot) {
    boolean lost = slot.status.equals("lost");
    if (slot.active && !lost) {
      return Finding.note(
          "slots",
          "the slot %s is read by somebody; it keeps %s of WAL".formatted(slot.name, slot.kept));
    }
    return new Finding(
        Severity.RISKS,
        "slots",
        lost
            ? "the slot %s was invalidated; it only takes a place".formatted(slot.name)
            : "nobody reads the slot %s; it keeps %s of WAL, and more with every write"
                .formatted(slot.name, slot.kept),
        "If nobody will come back for it",
        List.of("SELECT pg_drop_replication_slot('%s')".formatted(slot.name)),
        "nothing; the WAL is set free at the next checkpoint",
        "its reader, which then has lost its place");
  }

  private void limits(List<Finding> findings) throws SQLException {
    String keep = query.setting("max_slot_wal_keep_size");
    if (keep.equals("-1")) {
      findings.add(
          new Finding(
              Severity.RISKS,
              "slots",
              "max_slot_wal_keep_size is -1: while capture stands still, its slot keeps WAL without a limit, and can fill the disk",
              "Watch pg_replication_slots, or set a limit that the disk bears and the longest pause needs",
              List.of(
                  "ALTER SYSTEM SET max_slot_wal_keep_size = '50GB'", "SELECT pg_reload_conf()"),
              "nothing",
              "a slot that falls behind by more is invalidated: its reader must begin anew"));
    } else {
      findings.add(
          Finding.note(
              "slots",
              "max_slot_wal_keep_size is %s: a slot that falls behind by more is invalidated, and capture must begin anew"
                  .formatted(keep)));
    }
    String idle = version >= 18 ? query.setting("idle_replication_slot_timeout") : "0";
    if (!idle.isEmpty() && !idle.equals("0")) {
      findings.add(
          Finding.note(
              "slots",
              "idle_replication_slot_timeout is %s: a slot that nobody reads for so long is invalidated"
                  .formatted(idle)));
    }
  }

  private List<Slot> slots() throws SQLException {
    // A replica has no place of its own to write at.
    return query.rows(
        """
        SELECT slot_name, active, coalesce(wal_status, ''),
               pg_size_pretty(greatest(0, pg_wal_lsn_diff(
                 CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END,
                 restart_lsn)))
        FROM pg_replication_slots ORDER BY 1
        """,
        row ->
            new Slot(
                row.getString(1),
                row.getBoolean(2),
                row.getString(4) == null ? "nothing" : row.getString(4),
                row.getString(3)));
  }
}
