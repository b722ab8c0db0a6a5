package afterimage.comparison.report.ladder;

import afterimage.comparison.drive.Journal;
import afterimage.comparison.fidelity.Happening;
import afterimage.comparison.fidelity.Judgement;
import afterimage.comparison.report.Words;
import afterimage.comparison.report.ladder.LadderReport.Story;
import afterimage.comparison.scenario.Workload;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One loss, told as what somebody did and what is left of it.
final class StoryWords {

  /// So many carts are looked up for a plain story.
  private static final int TRIED = 20;

  private final Measured rung;
  private final LossFinder.Kind kind;
  private final Judgement.Pair pair;
  private final Happening event;

  private StoryWords(Measured rung, LossFinder.Kind kind, Judgement.Pair pair) {
    this.rung = rung;
    this.kind = kind;
    this.pair = pair;
    this.event = pair.truth().isEmpty() ? pair.derived().getFirst() : pair.truth().getFirst();
  }

  /// @param pairs at least one; the first is told, or, of reasons, the first that is plain
  static Story tell(Measured rung, LossFinder.Kind kind, List<Judgement.Pair> pairs) {
    List<StoryWords> stories =
        pairs.stream().map(pair -> new StoryWords(rung, kind, pair)).toList();
    return stories.stream()
        .filter(_ -> kind.isReason())
        .filter(StoryWords::isOneOfANamedShopper)
        .limit(TRIED)
        .filter(story -> story.inTables(story.sku()).equals("no " + story.sku()))
        .findFirst()
        .orElse(stories.getFirst())
        .story();
  }

  private boolean isOneOfANamedShopper() {
    return Workload.isNamedCustomer(String.valueOf(event.actor()))
        && event.data().path("quantity").asInt() == 1;
  }

  private String sku() {
    return event.data().path("sku").asText();
  }

  private Story story() {
    Journal.Entry entry = rung.journal().entries().get(event.step() - 1);
    Tables tables = rung.tables();
    return new Story(
        rung.rung().label(),
        pair.stream(),
        event.step(),
        sentence(),
        entry.sender().actor() + ": " + entry.command().words(),
        tables == null ? "there are none" : tables.of(pair.stream()),
        pair.derived().stream().map(StoryWords::words).toList(),
        pair.truth().stream().map(StoryWords::words).toList());
  }

  private static String words(Happening event) {
    String words = Words.event(event.type(), event.data());
    String actor = event.actor() == null ? "" : ", by " + event.actor();
    return event.certainty() == null
        ? words + actor
        : "%s%s (%s)".formatted(words, actor, event.certainty().name().toLowerCase(Locale.ROOT));
  }

  private String sentence() {
    String label = rung.rung().label();
    String attribute = kind.attribute();
    if (attribute != null) {
      return differs(label, attribute);
    }
    return switch (kind.what()) {
      case "missing" -> "%s; %s has no event of it.".formatted(deed(), label);
      case "invented" ->
          "Nobody did it, and yet %s tells of this: %s.".formatted(label, told(pair.derived()));
      case "merged" ->
          "%s, and that in %d steps; %s tells of one: %s."
              .formatted(deed(), pair.truth().size(), label, told(pair.derived()));
      case "split" ->
          "%s; %s takes that for %d things: %s."
              .formatted(deed(), label, pair.derived().size(), told(pair.derived()));
      case "moved" -> "%s; %s tells of it, but not in its place.".formatted(deed(), label);
      default ->
          pair.derived().isEmpty()
              ? "%s behind the app; %s has no event of it.".formatted(deed(), label)
              : "%s behind the app; %s says, of nobody in particular: %s."
                  .formatted(deed(), label, told(pair.derived()));
    };
  }

  private String differs(String label, String attribute) {
    JsonNode truth = event.data().path(attribute);
    if (attribute.equals("reason") && event.type().equals("ItemRemoved")) {
      return "%s, because: %s. The tables say: %s."
          .formatted(deed(), truth.asText(), inTables(sku()));
    }
    if (attribute.equals("type")) {
      return "%s; %s calls it %s.".formatted(deed(), label, told(pair.derived()));
    }
    if (attribute.equals("actor")) {
      return "%s; %s does not say who.".formatted(deed(), label);
    }
    String value = value(attribute, truth);
    return switch (kind.how()) {
      case WRONG ->
          "%s; %s gives the %s as %s, and it was %s."
              .formatted(deed(), label, attribute, derived(attribute), value);
      case LESS_PRECISE ->
          "%s; %s gives the %s only as %s.".formatted(deed(), label, attribute, derived(attribute));
      case ADDED ->
          "%s; %s adds a %s that was never said: %s."
              .formatted(deed(), label, attribute, derived(attribute));
      case LOST -> "%s; %s does not say the %s (%s).".formatted(deed(), label, attribute, value);
      case null -> "%s; %s: %s.".formatted(deed(), label, kind.what());
    };
  }

  private String inTables(String sku) {
    Tables tables = rung.tables();
    return tables != null && tables.items(pair.stream()).contains(sku)
        ? "there is still some " + sku + " in it"
        : "no " + sku;
  }

  private static String told(List<Happening> events) {
    return String.join(
        "; ", events.stream().map(event -> Words.event(event.type(), event.data())).toList());
  }

  private String derived(String attribute) {
    return pair.derived().isEmpty()
        ? "nothing"
        : value(attribute, pair.derived().getFirst().data().path(attribute));
  }

  private static String value(String attribute, @Nullable JsonNode value) {
    if (value == null || value.isMissingNode() || value.isNull()) {
      return "nothing";
    }
    if (attribute.equals("requirement") && value.isObject()) {
      return Words.requirement(value);
    }
    if (value.isContainerNode()) {
      return AuditLines.words(value);
    }
    return value.isTextual() ? value.asText() : value.toString();
  }

  /// What somebody did, as a clause.
  private String deed() {
    JsonNode data = event.data();
    String who = event.actor() == null ? "somebody" : event.actor();
    String sku = sku();
    String quantity = data.path("quantity").asText();
    String price = data.path("unitPrice").asText();
    return who.substring(0, 1).toUpperCase(Locale.ROOT)
        + who.substring(1)
        + switch (event.type()) {
          case "ItemAdded" -> " put %s %s in at %s".formatted(quantity, sku, price);
          case "ItemRemoved" ->
              " took the %s out".formatted(quantity.equals("1") ? sku : quantity + " " + sku);
          case "QuantityChanged" -> " made it %s %s".formatted(quantity, sku);
          case "PriceCorrected" -> " corrected the price of the %s to %s".formatted(sku, price);
          case "PriceChanged" ->
              " changed the catalogue, which made the %s %s here".formatted(sku, price);
          case "CataloguePriceChanged" ->
              " set the catalogue's price of %s to %s".formatted(pair.stream(), price);
          case "DiscountApplied" -> discount(data);
          case "GuestCartMerged" -> " brought in a guest's cart, " + data.path("guest").asText();
          case "MergedIntoCart" ->
              " moved this cart's content to cart " + data.path("cart").asText();
          case "CartCleared" -> " cleared the cart";
          case "CartAbandoned" -> " abandoned the cart";
          case "CartSaved" -> " saved the whole form";
          case "CheckedOut" -> " checked out";
          case "ButtonPressed" -> " pressed the button";
          case "ButtonSet" -> " set the button " + data.path("state").asText();
          default -> ": " + Words.event(event.type(), data);
        };
  }

  private static String discount(JsonNode data) {
    String required = Words.requirement(data.path("requirement"));
    return " gave a discount of %s%s"
        .formatted(data.path("amount").asText(), required.isEmpty() ? "" : " for " + required);
  }
}
