package afterimage.cli.capture;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.source.SlotState;
import afterimage.capture.source.SourceStatus;
import afterimage.capture.status.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

class StatusTextTest {

  private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");

  private static Status status(long transactions, Optional<SourceStatus> source) {
    return new Status(
        "shop",
        new Status.Baseline(2, "live", "shop", BEGUN, 1_234, 1_200),
        Optional.of(
            new Status.Stored(
                "shop@2",
                "cart:1",
                LogSequenceNumber.valueOf("0/1234"),
                BEGUN.plusSeconds(60),
                77,
                BEGUN.plusSeconds(61),
                transactions,
                3 * transactions,
                20,
                3,
                2 * transactions,
                1,
                2,
                3,
                4)),
        new Status.Parked(5, 2),
        List.of(
            new Status.Gap(BEGUN.plusSeconds(5), "the slot shop does not exist", 2),
            new Status.Gap(BEGUN.plusSeconds(9), "another publication", null)),
        source);
  }

  private static SourceStatus source(Optional<SlotState> slot) {
    return new SourceStatus(3_000_000, 12, BEGUN.plusSeconds(100), "2GB", "1h", slot);
  }

  private static SlotState slot(@Nullable String lost) {
    return new SlotState(
        "shop",
        LogSequenceNumber.valueOf("0/1000"),
        lost == null ? 4_711 : null,
        lost == null ? "reserved" : "lost",
        20_000_000L,
        40_000_000L,
        lost);
  }

  private static Rates rates(Optional<SlotState> slot) {
    return Rates.between(
            List.of(status(1_000, Optional.empty())),
            List.of(status(1_010, Optional.of(source(slot)))),
            4)
        .getFirst();
  }

  @Test
  void everything_that_a_person_needs_is_there() {
    assertThat(StatusText.of(rates(Optional.of(slot(null)))))
        .isEqualTo(
            """
            shop: generation 2, live since 2026-01-01T00:00:00Z
              baseline     1,234 rows
              mappings     cart:1
              stored       up to 0/1234, 1,010 transactions (2.5/s), 3,053 row changes (7.5/s), 2,020 events (5.0/s)
              row changes  3,030 explained, 20 ignored, 3 unexplained
              events       1 stated, 2 exact, 3 inferred, 4 ambiguous
              parked       5 transactions, 2 streams
              behind       2,929 kB of log, at most 12 transactions; the last one stored was committed 40 s ago
              slot         shop: read by pid 4711, keeps 19 MB of log (reserved)
              limits       max_slot_wal_keep_size 2GB, 38 MB left, idle_replication_slot_timeout 1h
              gap          2026-01-01T00:00:05Z: the slot shop does not exist; generation 2 goes over it
              gap          2026-01-01T00:00:09Z: another publication\
            """);
  }

  @Test
  void a_slot_that_is_lost_or_not_there_is_told() {
    assertThat(StatusText.of(rates(Optional.of(slot("wal_removed")))))
        .contains("  slot         shop: lost (wal_removed), keeps 19 MB of log (lost)\n");
    assertThat(StatusText.of(rates(Optional.empty()))).contains("  slot         there is none\n");
  }

  @Test
  void a_baseline_that_is_under_way_says_how_far_it_is() {
    Status begun =
        new Status(
            "shop",
            new Status.Baseline(1, "begun", "shop", BEGUN, 10, 1_200),
            Optional.empty(),
            new Status.Parked(0, 0),
            List.of(),
            Optional.empty());
    assertThat(StatusText.of(Rates.between(List.of(), List.of(begun), 1).getFirst()))
        .isEqualTo(
            """
            shop: generation 1, begun since 2026-01-01T00:00:00Z
              baseline     10 of about 1,200 rows
              parked       0 transactions, 0 streams
              gaps         none\
            """);
  }

  @Test
  void a_program_is_told_the_same() {
    assertThat(StatusJson.of(List.of(rates(Optional.of(slot(null))))))
        .isEqualTo(
            ("[{'pipeline':'shop','generation':{'number':2,'state':'live','slot':'shop',"
                    + "'begunAt':'2026-01-01T00:00:00Z','baselineRows':1234,'baselineExpected':1200},"
                    + "'stored':{'mappings':'cart:1','end':'0/1234',"
                    + "'committedAt':'2026-01-01T00:01:00Z','updatedAt':'2026-01-01T00:01:01Z',"
                    + "'transactions':1010,'explained':3030,'ignored':20,'unexplained':3,'events':2020,"
                    + "'certainty':{'stated':1,'exact':2,'inferred':3,'ambiguous':4}},"
                    + "'rates':{'transactions':2.5,'changes':7.5,'events':5.0},"
                    + "'parked':{'transactions':5,'streams':2},"
                    + "'source':{'behindBytes':3000000,'behindTransactionsAtMost':12,"
                    + "'maxSlotWalKeepSize':'2GB','idleReplicationSlotTimeout':'1h',"
                    + "'slot':{'name':'shop','confirmed':'0/1000','activePid':4711,"
                    + "'walStatus':'reserved','keptBytes':20000000,'safeBytes':40000000,"
                    + "'lostBecause':null}},"
                    + "'gaps':[{'foundAt':'2026-01-01T00:00:05Z','what':'the slot shop does not exist',"
                    + "'bridgedBy':2},{'foundAt':'2026-01-01T00:00:09Z','what':'another publication',"
                    + "'bridgedBy':null}]}]")
                .replace('\'', '"'));
  }
}
