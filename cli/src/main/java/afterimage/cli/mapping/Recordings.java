package afterimage.cli.mapping;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.recording.Recording;
import afterimage.cli.BadConfiguration;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/// Reads what the commands are given.
final class Recordings {

  private Recordings() {}

  static Recording read(Path file) {
    try {
      return Recording.read(file);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new BadConfiguration(String.valueOf(e.getMessage()), e);
    }
  }

  static List<Mapping> mappings(List<Path> files, Catalog catalog) {
    return files.stream().map(file -> MappingReader.read(file, catalog)).toList();
  }
}
