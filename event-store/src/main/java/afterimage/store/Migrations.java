package afterimage.store;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/// Migrations of a schema, by name: a packaged server has class path addresses of its own, in which
/// Flyway cannot look for files.
///
/// @param folder in the class path, with a slash at its end
public record Migrations(Class<?> owner, String schema, String folder, List<String> names) {

  public Migrations {
    names = List.copyOf(names);
  }

  /// Brings the schema to the last of them; does nothing if it is there.
  public void apply(DataSource database) {
    Flyway.configure(owner.getClassLoader())
        .dataSource(database)
        .schemas(schema)
        .resourceProvider(new Provider())
        .load()
        .migrate();
  }

  private final class Provider implements ResourceProvider {

    @Override
    public @Nullable LoadableResource getResource(String name) {
      return names.contains(name) ? new Script(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return names.stream()
          .filter(name -> name.startsWith(prefix) && Stream.of(suffixes).anyMatch(name::endsWith))
          .<LoadableResource>map(Script::new)
          .toList();
    }
  }

  private final class Script extends LoadableResource {

    private final String name;

    Script(String name) {
      this.name = name;
    }

    @Override
    public Reader read() {
      InputStream bytes = owner.getClassLoader().getResourceAsStream(folder + name);
      if (bytes == null) {
        throw new IllegalStateException(
            "The migration %s is not in the class path; build again".formatted(folder + name));
      }
      return new InputStreamReader(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String getAbsolutePath() {
      return folder + name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return folder + name;
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
