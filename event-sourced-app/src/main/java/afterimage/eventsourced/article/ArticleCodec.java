package afterimage.eventsourced.article;

import afterimage.eventsourced.handling.EventCodec;
import afterimage.eventsourced.handling.EventData;
import afterimage.store.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The events of an article in the store. The names stand there for ever.
public final class ArticleCodec implements EventCodec<CataloguePriceChanged> {

  @Override
  public String type(CataloguePriceChanged event) {
    return "CataloguePriceChanged";
  }

  @Override
  public Json data(CataloguePriceChanged event) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("unitPrice", event.unitPrice());
    data.put("carts", event.carts());
    return Json.of(data);
  }

  @Override
  public CataloguePriceChanged read(String type, int schemaVersion, Json json) {
    if (!type.equals("CataloguePriceChanged")) {
      throw new IllegalArgumentException(
          "it is not an event of an article; expected CataloguePriceChanged");
    }
    if (schemaVersion != 1) {
      throw new IllegalArgumentException(
          "the schema version is %d; expected 1".formatted(schemaVersion));
    }
    EventData data = EventData.of(json);
    return new CataloguePriceChanged(
        data.money("unitPrice"), data.has("carts") ? data.numbers("carts") : List.of());
  }
}
