package afterimage.legacy.button;

import afterimage.legacy.version.Version;
import java.util.List;

/// A button as its row shows it.
public record Button(String id, ButtonState state) {

  public Version version() {
    return Version.of(List.of(id, state.text()));
  }
}
