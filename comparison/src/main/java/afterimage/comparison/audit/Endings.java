package afterimage.comparison.audit;

import afterimage.comparison.ladder.RunEvent;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/// How a cart came to be empty, if it is.
final class Endings {

  private Endings() {}

  static Told of(List<RunEvent> events, Source source) {
    Held held = Held.nothing(source.images());
    String how = "";
    for (RunEvent event : events) {
      boolean before = held.isEmpty();
      held.take(event);
      // Of a cart that went into another the row goes too, which is nothing further.
      if (held.isEmpty() && (!before || ends(event)) && !how.equals("MergedIntoCart")) {
        how = event.type();
      }
    }
    if (!held.isEmpty()) {
      return source.tells("ItemRemoved") || events.getLast().type().equals("CheckedOut")
          ? Told.that(text("it is not empty"))
          : Told.unknown("it is never told that an item was taken out");
    }
    return switch (how) {
      case "CartAbandoned" ->
          alone(
              source, "MergedIntoCart", "expired", "a cart that went into another looks the same");
      case "MergedIntoCart" -> Told.that(text("went into another cart"));
      case "CartCleared" -> Told.that(text("cleared"));
      case "ItemRemoved" ->
          alone(source, "CartCleared", "emptied", "a cart that was cleared looks the same");
      case "CartSaved" -> Told.that(text("saved without items"));
      case "" -> Told.that(text("it never held anything"));
      default -> Told.unknown("it is empty, and nothing tells how");
    };
  }

  private static boolean ends(RunEvent event) {
    return event.type().equals("CartAbandoned") || event.type().equals("MergedIntoCart");
  }

  /// If it is told of the other too, it is this one.
  private static Told alone(Source source, String other, String how, String otherwise) {
    return source.tells(other) ? Told.that(text(how)) : Told.unknown(otherwise);
  }

  private static TextNode text(String text) {
    return TextNode.valueOf(text);
  }
}
