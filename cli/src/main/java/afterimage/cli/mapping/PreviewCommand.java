package afterimage.cli.mapping;

import afterimage.capture.Preview;
import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.recording.Recording;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowMemory;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import afterimage.cli.BadConfiguration;
import afterimage.cli.Verbose;
import afterimage.postgres.Database;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Prints what a mapping makes of live changes, or of recorded ones.
@Command(
    name = "preview",
    description =
        "Derived events of live changes as JSON lines, through a temporary slot; stores nothing, leaves"
            + " nothing. Ends with Ctrl-C, or after --transactions.",
    mixinStandardHelpOptions = true)
public final class PreviewCommand implements Callable<Integer>, Verbose {

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      required = true,
      description = "The mapping; may be given more than once.")
  private List<Path> mappings = List.of();

  @Mixin private Source source = new Source();

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Keeps the row changes, to be read again with --from.")
  private @Nullable Path record;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "Reads recorded row changes instead of a database.")
  private @Nullable Path from;

  @Option(
      names = "--transactions",
      paramLabel = "N",
      description = "Ends after N transactions that touch the tables.")
  private @Nullable Integer transactions;

  @Option(names = "--quiet", description = "No progress on standard error.")
  private boolean quiet;

  @Option(names = "--verbose", description = "Stack traces of failures.")
  private boolean verbose;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public boolean verbose() {
    return verbose;
  }

  @Override
  public Integer call() throws Exception {
    return from == null ? live() : recorded(from);
  }

  private int recorded(Path file) {
    Recording recording = Recordings.read(file);
    Translator translator =
        new Translator(Recordings.mappings(mappings, recording.catalog()), "preview");
    RowMemory rows = new RowMemory(KnownRows.NONE);
    for (ChangeSet changeSet : recording.changeSets()) {
      Translation translation = translator.translate(changeSet, rows);
      rows.add(translation);
      print(translation);
    }
    return 0;
  }

  private int live() throws InterruptedException {
    Database database = source.database();
    Catalog catalog = Source.catalog(database);
    List<Mapping> read = mappings.stream().map(file -> MappingReader.read(file, catalog)).toList();
    Preview preview = Preview.open(database, catalog, read);
    // Ctrl-C ends the process, but must not leave a slot, which would fill the disk.
    Thread cleanup = new Thread(preview::close);
    Runtime.getRuntime().addShutdownHook(cleanup);
    Optional<Recording.Writer> writer =
        Optional.ofNullable(record).map(file -> Recording.write(file, tables(read)));
    try {
      say("Listening at %s; Ctrl-C ends it".formatted(database.address()));
      AtomicInteger count = new AtomicInteger();
      preview.run(
          translation -> {
            if (translation.changeSet().changes().isEmpty()
                && translation.changeSet().messages().isEmpty()) {
              return;
            }
            if (transactions != null && count.get() >= transactions) {
              return;
            }
            writer.ifPresent(w -> w.add(translation.changeSet()));
            print(translation);
            if (transactions != null && count.incrementAndGet() >= transactions) {
              Thread.ofPlatform().start(preview::end);
            }
          });
      return 0;
    } finally {
      writer.ifPresent(Recording.Writer::close);
      preview.close();
      Runtime.getRuntime().removeShutdownHook(cleanup);
    }
  }

  private static List<Table> tables(List<Mapping> mappings) {
    List<Table> tables = new ArrayList<>();
    mappings.forEach(mapping -> tables.addAll(mapping.catalog().values()));
    return tables;
  }

  private void print(Translation translation) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    EventLine.of(translation).forEach(out::println);
    out.flush();
    if (out.checkError()) {
      throw new BadConfiguration("the events cannot be printed");
    }
  }

  private void say(String progress) {
    if (!quiet) {
      PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
      err.println(progress);
      err.flush();
    }
  }
}
