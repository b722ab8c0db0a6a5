package afterimage.comparison.drive;

import com.fasterxml.jackson.databind.JsonNode;

/// What an app answered.
public record Answer(int status, JsonNode body) {

  public boolean accepted() {
    return status >= 200 && status < 300;
  }

  /// Whether another app says the same. Of a refusal its type counts: the rest names paths and
  /// versions, which each app has of its own.
  public boolean agrees(Answer other) {
    return status == other.status
        && (accepted()
            ? body.equals(other.body)
            : body.path("type").equals(other.body.path("type")));
  }
}
