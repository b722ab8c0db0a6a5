package afterimage.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version that was built.
public final class Version implements IVersionProvider {

  public static String number() {
    try (InputStream file =
        Objects.requireNonNull(Version.class.getResourceAsStream("/afterimage.properties"))) {
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"afterimage " + number()};
  }
}
