package afterimage.cli.capture;

import afterimage.capture.Forgetting;
import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.Needs;
import afterimage.capture.sink.Sink;
import afterimage.capture.source.Slot;
import afterimage.capture.source.SlotSetup;
import afterimage.postgres.Database;
import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What capturing makes at a source, and what forgetting it takes away, in words.
record SourcePlan(String name, Database source, PrintWriter err) {

  /// @throws afterimage.capture.source.SourceProblem if it cannot be done
  void tell(List<Mapping> mappings, Catalog catalog) {
    Set<TableId> tables = new TreeSet<>();
    mappings.forEach(mapping -> tables.addAll(mapping.tables()));
    SlotSetup setup = new SlotSetup(source, Slot.named(name));
    setup.check(tables, catalog);
    err.println("At %s:".formatted(source.address()));
    if (setup.isPublished()) {
      err.println("  the publication %s is there, and is used".formatted(name));
    } else {
      err.println("  " + setup.publicationSql(tables));
    }
    err.println("  a logical replication slot %s (pgoutput)".formatted(name));
    err.println(
        "A slot keeps the server's log until its changes are stored. When capture ends for good,"
            + " remove it with --forget.");
    mappings.forEach(mapping -> Needs.of(mapping).forEach(need -> err.println("Mind: " + need)));
    err.flush();
  }

  /// Asks a person; where there is none, what was asked for is what is meant.
  @SuppressWarnings("SystemConsoleNull") // there may be none, or one that nobody sits at
  boolean confirmed() {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return true;
    }
    String answer = console.readLine("Make it? [y/N] ");
    return answer != null && answer.strip().equalsIgnoreCase("y");
  }

  int forget(Sink sink, boolean dryRun) {
    err.println(
        ("At %s the slot %s goes, and the publication if capture made it. The events stay. Changes"
                + " from now on are not kept for this pipeline: capturing again under its name begins"
                + " with a new baseline")
            .formatted(source.address(), name));
    if (!dryRun) {
      err.println(
          Forgetting.of(name, source, sink) ? "Done" : "There was nothing of it: nothing was done");
    }
    err.flush();
    return 0;
  }
}
