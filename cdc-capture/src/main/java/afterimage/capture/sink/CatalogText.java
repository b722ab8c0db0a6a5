package afterimage.capture.sink;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.recording.CatalogJson;
import afterimage.store.Json;

/// The captured tables as a column of a checkpoint.
final class CatalogText {

  private CatalogText() {}

  static String of(Catalog catalog) {
    return Json.of(CatalogJson.write(catalog.tables().values())).text();
  }

  static Catalog read(String text) {
    return CatalogJson.read(new Json(text).tree());
  }
}
