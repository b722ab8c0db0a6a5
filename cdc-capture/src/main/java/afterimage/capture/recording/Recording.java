package afterimage.capture.recording;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.ChangeSet;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Transactions that were captured, with the tables that they are of.
public record Recording(Catalog catalog, List<ChangeSet> changeSets) {

  private static final int VERSION = 1;

  public Recording {
    changeSets = List.copyOf(changeSets);
  }

  /// Opens a file to write transactions to as they come; what was in it is gone.
  ///
  /// @throws UncheckedIOException if it cannot be written
  public static Writer write(Path file, Collection<Table> tables) {
    try {
      Writer writer = new Writer(Files.newBufferedWriter(file));
      ObjectNode head = JsonNodeFactory.instance.objectNode().put("recording", VERSION);
      head.set("catalog", CatalogJson.write(tables));
      writer.line(head);
      return writer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws UncheckedIOException if the file cannot be read
  /// @throws IllegalArgumentException that names the line which is none of a recording
  public static Recording read(Path file) {
    List<ChangeSet> changeSets = new ArrayList<>();
    Catalog catalog = Catalog.of(List.of());
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        JsonNode node = new Json(line).tree();
        if (number > 1) {
          changeSets.add(ChangeSetJson.read(node));
        } else if (node.path("recording").asInt() == VERSION) {
          catalog = CatalogJson.read(node.path("catalog"));
        } else {
          throw new IllegalArgumentException("expected a recording of version " + VERSION);
        }
      }
      if (number == 0) {
        throw new IllegalArgumentException("the file is empty");
      }
      return new Recording(catalog, changeSets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "%s:%d: this is no recording: %s".formatted(file, number, e.getMessage()), e);
    }
  }

  /// Takes transactions.
  public static final class Writer implements AutoCloseable {

    private final BufferedWriter out;

    private Writer(BufferedWriter out) {
      this.out = out;
    }

    /// @throws UncheckedIOException if it cannot be written
    public void add(ChangeSet changeSet) {
      try {
        line(ChangeSetJson.write(changeSet));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void line(JsonNode node) throws IOException {
      out.write(Json.of(node).text());
      out.newLine();
      out.flush();
    }

    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
