package afterimage.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Target;

/// Generates jOOQ's classes for a migrated schema, to compare them with the committed ones or to
/// write those anew (`-Dafterimage.regenerate=true`).
public final class GeneratedTables {

  private GeneratedTables() {}

  /// @param javaPackage a package whose last part is `tables`; nothing else may be in it
  /// @return what differs from the committed classes, empty when nothing does
  public static String drift(Database migrated, String schema, String javaPackage) {
    Path committed = Path.of("src/main/java", javaPackage.split("\\."));
    try {
      if (Boolean.getBoolean("afterimage.regenerate")) {
        generate(migrated, schema, javaPackage, Path.of("src/main/java"));
        return "";
      }
      Path fresh = Files.createTempDirectory("afterimage-tables");
      try {
        generate(migrated, schema, javaPackage, fresh);
        return compare(
            sources(committed),
            sources(fresh.resolve(committed.subpath(3, committed.getNameCount()))));
      } finally {
        delete(fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void generate(Database database, String schema, String javaPackage, Path folder) {
    var generate =
        new Generate()
            .withGlobalObjectReferences(true)
            .withRecords(true)
            .withIndexes(false)
            .withComments(false)
            .withGeneratedAnnotation(false);
    var configuration =
        new Configuration()
            .withJdbc(
                new Jdbc()
                    .withUrl(database.jdbcUrl())
                    .withUser(database.user())
                    .withPassword(database.password()))
            .withGenerator(
                new Generator()
                    .withGenerate(generate)
                    .withDatabase(
                        new org.jooq.meta.jaxb.Database()
                            .withInputSchema(schema)
                            .withExcludes("flyway_schema_history"))
                    .withTarget(
                        new Target()
                            .withPackageName(javaPackage)
                            .withDirectory(folder.toString())));
    try {
      GenerationTool.generate(configuration);
    } catch (Exception e) {
      throw new IllegalStateException("jOOQ could not generate " + javaPackage, e);
    }
  }

  private static Map<String, String> sources(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Map.of();
    }
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        sources.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return sources;
  }

  private static String compare(Map<String, String> committed, Map<String, String> fresh) {
    var names = new java.util.TreeSet<>(committed.keySet());
    names.addAll(fresh.keySet());
    return names.stream()
        .filter(name -> !java.util.Objects.equals(committed.get(name), fresh.get(name)))
        .map(name -> name + (committed.containsKey(name) ? " differs" : " is missing"))
        .collect(Collectors.joining("; "));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
