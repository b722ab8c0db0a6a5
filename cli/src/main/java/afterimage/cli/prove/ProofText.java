package afterimage.cli.prove;

import afterimage.capture.change.TableId;
import afterimage.capture.proof.Difference;
import afterimage.capture.proof.ParkedTransactions;
import afterimage.capture.proof.ProofReport;
import afterimage.capture.proof.TableProof;
import java.util.Locale;
import java.util.stream.Collectors;

/// A proof in lines for a terminal: the verdict first.
final class ProofText {

  private ProofText() {}

  static String of(ProofReport report) {
    StringBuilder text = new StringBuilder(verdict(report)).append("\n\n");
    if (report.parked().isAny()) {
      text.append(parked(report.parked())).append("\n\n");
    }
    for (TableProof table : report.tables()) {
      text.append(table.table()).append('\n');
      text.append("  ").append(counts(table)).append('\n');
      table
          .ignored()
          .forEach(
              (because, rows) ->
                  text.append(
                      "  told apart: %,d that the mapping ignores (%s)%n"
                          .formatted(rows, because)));
      if (!table.notCovered().isEmpty()) {
        text.append("  not covered: ").append(notCovered(table)).append('\n');
      }
      table.samples().forEach(sample -> text.append(sample(sample)));
    }
    return text.toString();
  }

  static String verdict(ProofReport report) {
    String at =
        "at %s, pipeline %s, %,d events"
            .formatted(report.lsn().asString(), report.pipeline(), report.events());
    if (report.isEqual()) {
      return "EQUAL: every row that is covered is what the events say (%s)".formatted(at);
    }
    long wrong = report.tables().stream().mapToLong(TableProof::wrong).sum();
    return "NOT EQUAL: %,d rows are not what the events say (%s)%s"
        .formatted(
            wrong,
            at,
            report
                .first()
                .map(
                    first ->
                        "\nThe first, as far as can be known: %s %s, wrong %s"
                            .formatted(first.table(), cells(first), first.since().text()))
                .orElse(""));
  }

  static String parked(ParkedTransactions parked) {
    long others = parked.allStreams() - parked.streams().size();
    return ("PARKED: %,d transactions wait to be released, in %,d streams (%s%s), of %s. Rows that they"
            + " changed differ until then. Mend what they failed at (`afterimage status` says that"
            + " they are there, afterimage_capture.parked_transactions why), then run"
            + " `afterimage capture --release-parked`")
        .formatted(
            parked.count(),
            parked.allStreams(),
            String.join(", ", parked.streams()),
            others > 0 ? " and %,d more".formatted(others) : "",
            parked.tables().stream().map(TableId::toString).collect(Collectors.joining(", ")));
  }

  static String counts(TableProof table) {
    return table.uncovered() > 0 || table.columns().isEmpty()
        ? "%,d rows, none of them covered".formatted(table.uncovered())
        : "%,d rows compared: %,d equal, %,d different, %,d missing, %,d extra"
            .formatted(
                table.compared(), table.equal(), table.different(), table.missing(), table.extra());
  }

  static String notCovered(TableProof table) {
    return table.notCovered().entrySet().stream()
        .map(e -> "%s (%s)".formatted(e.getKey(), e.getValue()))
        .collect(Collectors.joining(", "));
  }

  static String cells(Difference difference) {
    return difference.key().cells().entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String sample(Difference sample) {
    StringBuilder text = new StringBuilder();
    text.append(
        "  %s %s%n".formatted(sample.kind().name().toLowerCase(Locale.ROOT), cells(sample)));
    for (Difference.OfColumn column : sample.columns()) {
      text.append(
          "    %s: the row has %s, the events give %s%n"
              .formatted(column.column(), column.source(), column.events()));
    }
    return text.append("    wrong ").append(sample.since().text()).append('\n').toString();
  }
}
