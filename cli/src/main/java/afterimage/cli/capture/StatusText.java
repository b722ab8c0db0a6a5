package afterimage.cli.capture;

import afterimage.capture.source.SlotState;
import afterimage.capture.source.SourceStatus;
import afterimage.capture.status.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A status in words.
final class StatusText {

  private StatusText() {}

  static String of(Rates rates) {
    Status status = rates.status();
    List<String> lines = new ArrayList<>();
    Status.Baseline generation = status.generation();
    lines.add(
        "%s: generation %d, %s since %s"
            .formatted(
                status.pipeline(), generation.number(), generation.state(), generation.begunAt()));
    if (generation.state().equals("begun")) {
      lines.add(
          "  baseline     %,d of about %,d rows"
              .formatted(generation.rows(), generation.expected()));
    } else {
      lines.add("  baseline     %,d rows".formatted(generation.rows()));
    }
    status.stored().ifPresent(stored -> stored(lines, stored, rates));
    lines.add(
        "  parked       %,d transactions, %,d streams"
            .formatted(status.parked().transactions(), status.parked().streams()));
    status.source().ifPresent(source -> source(lines, source, status));
    if (status.gaps().isEmpty()) {
      lines.add("  gaps         none");
    }
    for (Status.Gap gap : status.gaps()) {
      lines.add(
          "  gap          %s: %s%s"
              .formatted(
                  gap.foundAt(),
                  gap.what(),
                  gap.bridgedBy() == null
                      ? ""
                      : "; generation %d goes over it".formatted(gap.bridgedBy())));
    }
    return String.join("\n", lines);
  }

  private static void stored(List<String> lines, Status.Stored stored, Rates rates) {
    lines.add("  mappings     " + stored.mappings());
    lines.add(
        "  stored       up to %s, %,d transactions (%.1f/s), %,d row changes (%.1f/s), %,d events (%.1f/s)"
            .formatted(
                stored.end().asString(),
                stored.transactions(),
                rates.transactions(),
                stored.changes(),
                rates.changes(),
                stored.events(),
                rates.events()));
    lines.add(
        "  row changes  %,d explained, %,d ignored, %,d unexplained"
            .formatted(stored.explained(), stored.ignored(), stored.unexplained()));
    lines.add(
        "  events       %,d stated, %,d exact, %,d inferred, %,d ambiguous"
            .formatted(stored.stated(), stored.exact(), stored.inferred(), stored.ambiguous()));
  }

  private static void source(List<String> lines, SourceStatus source, Status status) {
    lines.add(
        "  behind       %s of log, at most %,d transactions%s"
            .formatted(
                bytes(source.behindBytes()), source.behindTransactions(), seconds(source, status)));
    if (source.slot().isEmpty()) {
      lines.add("  slot         there is none");
      return;
    }
    SlotState slot = source.slot().get();
    lines.add(
        "  slot         %s: %s, keeps %s of log%s"
            .formatted(
                slot.name(),
                slot.lostBecause() != null
                    ? "lost (%s)".formatted(slot.lostBecause())
                    : slot.activePid() == null
                        ? "nobody reads it"
                        : "read by pid %d".formatted(slot.activePid()),
                bytes(slot.keptBytes()),
                slot.walStatus() == null ? "" : " (%s)".formatted(slot.walStatus())));
    lines.add(
        "  limits       max_slot_wal_keep_size %s%s%s"
            .formatted(
                source.keepLimit().equals("-1") ? "none" : source.keepLimit(),
                slot.safeBytes() == null ? "" : ", %s left".formatted(bytes(slot.safeBytes())),
                source.idleLimit() == null || source.idleLimit().equals("0")
                    ? ""
                    : ", idle_replication_slot_timeout " + source.idleLimit()));
  }

  private static String seconds(SourceStatus source, Status status) {
    @Nullable Instant committed =
        status.stored().isPresent() ? status.stored().get().committedAt() : null;
    return committed == null
        ? ""
        : "; the last one stored was committed %,d s ago"
            .formatted(Math.max(0, Duration.between(committed, source.now()).toSeconds()));
  }

  static String bytes(long bytes) {
    if (bytes < 10_240) {
      return "%,d B".formatted(bytes);
    }
    return bytes < 10_485_760
        ? "%,d kB".formatted(bytes / 1024)
        : "%,d MB".formatted(bytes / 1_048_576);
  }
}
