package afterimage.eventsourced.rest;

/// Examples of projections for the OpenAPI document; annotations take constants only.
final class ProjectionDocs {

  private static final String FRESH =
      """
      "freshness":{"version":1,"position":12,"readable":12,"lag":0,"behind":"PT0S"}""";

  static final String ALL = "{\"projections\":[{\"projection\":\"removals\"," + FRESH + "}]}";

  static final String CART_SUMMARIES =
      "{\"projection\":\"cart_summaries\","
          + FRESH
          + """
          ,"rows":[{"cart":101,"status":"checked-out","lines":2,"quantity":3,"discount":0.10,\
          "total":3.90,"version":7,"changedAt":"2026-11-01T12:00:00.010000Z","changedBy":"Ann"}]}""";

  static final String OPEN_ITEMS =
      "{\"projection\":\"open_items\","
          + FRESH
          + """
          ,"rows":[{"sku":"banana","carts":2,"quantity":5,"worth":5.00}]}""";

  static final String REMOVALS =
      "{\"projection\":\"removals\","
          + FRESH
          + """
          ,"rows":[{"position":4,"cart":101,"sku":"apple","quantity":1,"unitPrice":1.50,\
          "how":"removed","reason":"changed my mind","actor":"Ann",\
          "happenedAt":"2026-11-01T12:00:00.010000Z","outcome":"checked-out"}]}""";

  static final String CHECKOUTS =
      "{\"projection\":\"checkouts\","
          + FRESH
          + """
          ,"rows":[{"position":7,"event":"019a3f5e-7c1a-7b60-a2c3-5d1f0c9e8b7a","cart":101,\
          "items":[{"sku":"banana","quantity":2,"unitPrice":1.00},\
          {"sku":"mango","quantity":1,"unitPrice":2.00}],"discount":0.10,"total":3.90,\
          "happenedAt":"2026-11-01T12:00:00.010000Z","actor":"Ann"}]}""";

  static final String SALES_BY_DAY =
      """
      {"projection":"sales_by_day","freshness":{"version":1,"position":7,"readable":12,"lag":5,\
      "behind":"PT31.5S"},\
      "rows":[{"day":"2026-11-01","checkouts":1,"quantity":3,"total":3.90}]}""";

  static final String REBUILDING =
      """
      {"projection":"removals","state":"running","position":5000,"readable":12000,\
      "startedAt":"2026-11-01T12:00:00Z"}""";

  static final String REBUILT =
      """
      {"projection":"removals","state":"done","position":12000,"readable":12000,\
      "startedAt":"2026-11-01T12:00:00Z","endedAt":"2026-11-01T12:00:01Z"}""";

  private ProjectionDocs() {}
}
