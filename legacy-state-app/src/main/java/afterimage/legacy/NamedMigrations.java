package afterimage.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/// Migrations whose names are known; Flyway need not look for them.
///
/// @param folder in the class path, with a slash at its end
record NamedMigrations(String folder, List<String> names) implements ResourceProvider {

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return names.contains(name) ? new Script(folder, name) : null;
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return names.stream()
        .filter(name -> name.startsWith(prefix) && Stream.of(suffixes).anyMatch(name::endsWith))
        .<LoadableResource>map(name -> new Script(folder, name))
        .toList();
  }

  private static final class Script extends LoadableResource {

    private final String folder;
    private final String name;

    Script(String folder, String name) {
      this.folder = folder;
      this.name = name;
    }

    @Override
    public Reader read() {
      InputStream bytes =
          NamedMigrations.class.getClassLoader().getResourceAsStream(getAbsolutePath());
      if (bytes == null) {
        throw new IllegalStateException(
            "The migration %s is not in the class path; rebuild the module"
                .formatted(getAbsolutePath()));
      }
      return new InputStreamReader(bytes, UTF_8);
    }

    @Override
    public String getAbsolutePath() {
      return folder + name;
    }

    @Override
    public @Nullable String getAbsolutePathOnDisk() {
      return null;
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
