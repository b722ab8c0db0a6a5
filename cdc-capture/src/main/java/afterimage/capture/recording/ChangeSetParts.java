package afterimage.capture.recording;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Message;
import afterimage.capture.change.RowChange;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// A transaction in parts, each a JSON text, for where it is too large to be one.
public final class ChangeSetParts {

  private ChangeSetParts() {}

  /// All but the changes and the messages.
  public static String head(ChangeSet changeSet) {
    return Json.of(ChangeSetJson.head(changeSet)).text();
  }

  public static String part(RowChange change) {
    return Json.of(ChangeSetJson.write(change)).text();
  }

  public static String part(Message message) {
    return Json.of(ChangeSetJson.write(message)).text();
  }

  /// @param changes parts, in order
  /// @param messages parts, in order
  /// @throws IllegalArgumentException if a part is none of a transaction
  public static ChangeSet read(String head, List<String> changes, List<String> messages) {
    if (!(new Json(head).tree() instanceof ObjectNode node)) {
      throw new IllegalArgumentException("this is no head of a transaction: " + head);
    }
    add(node.putArray("changes"), changes);
    add(node.putArray("messages"), messages);
    return ChangeSetJson.read(node);
  }

  private static void add(ArrayNode array, List<String> parts) {
    for (String part : parts) {
      JsonNode tree = new Json(part).tree();
      array.add(tree);
    }
  }
}
