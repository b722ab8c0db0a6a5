package afterimage.comparison.drive;

import com.fasterxml.jackson.databind.JsonNode;

/// What an app answered.
public record Answer(int status, JsonNode body) {

  public boolean accepted() {
    return status >= 200 && status < 300;
  }
}
