package afterimage.capture.mapping;

import java.util.Locale;

/// What a pattern looks for.
public enum Operation {
  INSERT,
  UPDATE,
  DELETE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
