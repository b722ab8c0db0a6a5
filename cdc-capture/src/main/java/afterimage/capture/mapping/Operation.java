package afterimage.capture.mapping;

import java.util.Locale;

/// What a pattern looks for.
public enum Operation {
  FOUND,
  INSERT,
  UPDATE,
  DELETE,
  TRUNCATE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean hasBefore() {
    return this == UPDATE || this == DELETE;
  }

  boolean hasAfter() {
    return this == UPDATE || this == INSERT || this == FOUND;
  }
}
