package afterimage.cli.shops;

import afterimage.comparison.drive.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/// Answers in the shape that both apps have over HTTP.
final class Said {

  private static final String TYPE = "urn:afterimage:problem:";

  private Said() {}

  static Answer of(JsonNode body) {
    return new Answer(200, body);
  }

  /// There is nothing any more that could be shown.
  static Answer gone() {
    return new Answer(204, object());
  }

  /// @param problem such as `cart-empty`
  static Answer problem(int status, String problem, String detail) {
    return new Answer(
        status,
        object()
            .put("type", TYPE + problem)
            .put("status", status)
            .put("title", title(problem))
            .put("detail", detail));
  }

  /// `Cart checked out` for `cart-checked-out`.
  private static String title(String problem) {
    return Character.toUpperCase(problem.charAt(0)) + problem.substring(1).replace('-', ' ');
  }

  static ObjectNode cart(
      long id, List<ObjectNode> lines, BigDecimal discount, boolean checkedOut, BigDecimal total) {
    ObjectNode cart = object();
    cart.set("id", whole(id));
    cart.putArray("items").addAll(lines);
    cart.set("discount", DecimalNode.valueOf(discount));
    cart.put("checkedOut", checkedOut);
    cart.set("total", DecimalNode.valueOf(total));
    return cart;
  }

  static ObjectNode line(String sku, long quantity, BigDecimal unitPrice) {
    ObjectNode line = object().put("sku", sku);
    line.set("quantity", whole(quantity));
    line.set("unitPrice", DecimalNode.valueOf(unitPrice));
    return line;
  }

  static ObjectNode button(String id, String state) {
    return object().put("id", id).put("state", state);
  }

  static ObjectNode article(String sku, BigDecimal unitPrice) {
    ObjectNode article = object().put("sku", sku);
    article.set("unitPrice", DecimalNode.valueOf(unitPrice));
    return article;
  }

  static ObjectNode priced(String sku, BigDecimal unitPrice, List<Long> carts) {
    ObjectNode priced = article(sku, unitPrice);
    ArrayNode reached = priced.putArray("carts");
    carts.forEach(cart -> reached.add(whole(cart)));
    return priced;
  }

  /// As a parser would read it, for which a small number is an `int`.
  private static JsonNode whole(long number) {
    return number == (int) number ? IntNode.valueOf((int) number) : LongNode.valueOf(number);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
