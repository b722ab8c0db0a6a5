package afterimage.eventsourced.rest;

/// The words and examples of the OpenAPI document; annotations take constants only.
final class Docs {

  static final String STORE =
      "The store that the request is about: true, the events that the shop decided, or another"
          + " that this server has";
  static final String VERSION = "Show the state as of this version; not together with asOf";
  static final String AS_OF =
      "Show the state that was recorded by this time; not together with version";
  static final String AT_LEAST =
      "Wait, for at most 5 s, until everything up to this position is in the answer: such as the"
          + " Position of the answer to a command";
  static final String REASON = "Why the customer takes it out; part of the event";

  static final String CART =
      """
      {"id":101,"items":[{"sku":"banana","quantity":2,"unitPrice":1.00},\
      {"sku":"mango","quantity":1,"unitPrice":2.00}],"discount":0.10,"checkedOut":true,"total":3.90}""";
  static final String DERIVED_CART =
      """
      {"id":101,"items":[{"sku":"banana","quantity":2,"unitPrice":1.00}],"discount":0.00,\
      "checkedOut":false,"total":2.00,"certainty":"inferred"}""";
  static final String EMPTY_CART =
      """
      {"id":101,"items":[],"discount":0.00,"checkedOut":false,"total":0.00}""";
  static final String ITEM =
      """
      {"sku":"banana","quantity":1,"unitPrice":1.00}""";
  static final String DISCOUNT =
      """
      {"amount":0.10,"requirement":{"sku":"banana","quantity":2}}""";
  static final String BUTTON =
      """
      {"id":"lamp","state":"on"}""";
  static final String PRESSES =
      """
      {"presses":2}""";
  static final String STREAM =
      """
      {"stream":"cart-101","version":7,"events":[{"version":1,"position":12,\
      "id":"019a3f5e-7c1a-7b60-a2c3-5d1f0c9e8b7a","type":"ItemAdded","schemaVersion":1,\
      "data":{"sku":"banana","quantity":1,"unitPrice":1.00},\
      "recordedAt":"2026-11-01T12:00:00.012345Z","happenedAt":"2026-11-01T12:00:00.010000Z",\
      "commandId":"019a3f5e-7c19-7a10-8f00-2b4c6d8e0f12"}]}""";

  static final String QUANTITY =
      """
      {"quantity":3}""";

  static final String PRICE =
      """
      {"unitPrice":1.20}""";

  static final String PERCENT =
      """
      {"percent":10,"requirement":{"total":20.00}}""";

  static final String FREE =
      """
      {"free":{"sku":"banana","quantity":1},"requirement":{"sku":"banana","quantity":3}}""";

  static final String MERGE =
      """
      {"guest":202}""";

  static final String FORM =
      """
      {"items":[{"sku":"banana","quantity":2,"unitPrice":1.00},\
      {"sku":"mango","quantity":1,"unitPrice":2.00}]}""";

  static final String SET =
      """
      {"state":"on"}""";

  static final String ARTICLE =
      """
      {"sku":"banana","unitPrice":1.20}""";

  static final String PRICED =
      """
      {"sku":"banana","unitPrice":1.20,"carts":[101,202]}""";

  static final String CONDITION =
      "A condition in CEL over state, before (the state before the event) and event (its type and"
          + " data)";

  static final String STATE =
      """
      {"stream":"cart-101","version":3,"position":8,"present":true,"state":{"id":101,\
      "items":[{"sku":"apple","quantity":1,"unitPrice":1.50},\
      {"sku":"banana","quantity":2,"unitPrice":1.00}],\
      "discount":0.00,"checkedOut":false,"total":3.50}}""";

  static final String AUDIT =
      """
      {"stream":"cart-101","version":7,"changes":[{"version":4,"type":"ItemRemoved",\
      "happenedAt":"2026-11-01T12:00:00.010000Z","recordedAt":"2026-11-01T12:00:00.012345Z",\
      "words":"Ann took out 1 apple (changed my mind), because: asked by phone.","actor":"Ann",\
      "reason":"asked by phone","commandId":"019a3f5e-7c19-7a10-8f00-2b4c6d8e0f12",\
      "differences":[{"path":"items.apple.quantity","before":1},\
      {"path":"items.apple.unitPrice","before":1.50},\
      {"path":"total","before":3.50,"after":2.00}]}]}""";

  static final String ROOT_CAUSE =
      """
      {"stream":"cart-101","condition":"state.discount > 0","first":{"version":5,\
      "type":"DiscountApplied","happenedAt":"2026-11-01T12:00:00.010000Z",\
      "recordedAt":"2026-11-01T12:00:00.012345Z",\
      "words":"Ann gave a discount of 0.10 for 2 banana.","actor":"Ann",\
      "differences":[{"path":"discount","before":0.00,"after":0.10},\
      {"path":"total","before":2.00,"after":1.90}]},"holdsNow":true}""";

  static final String WITHOUT =
      """
      {"without":5}""";

  static final String INSTEAD =
      """
      {"instead":{"version":1,"type":"ItemAdded",\
      "data":{"sku":"banana","quantity":3,"unitPrice":1.00}}}""";

  static final String MOVE =
      """
      {"move":{"version":6,"before":2}}""";

  static final String WHAT_IF =
      """
      {"stream":"cart-101","steps":[{"version":5,"type":"DiscountApplied",\
      "words":"gave a discount of 0.10 for 2 banana","fate":"left-out",\
      "really":{"id":101,"items":[{"sku":"banana","quantity":2,"unitPrice":1.00}],\
      "discount":0.10,"checkedOut":false,"total":1.90},\
      "otherwise":{"id":101,"items":[{"sku":"banana","quantity":2,"unitPrice":1.00}],\
      "discount":0.00,"checkedOut":false,"total":2.00}}],\
      "present":{"id":101,"items":[{"sku":"banana","quantity":2,"unitPrice":1.00}],\
      "discount":0.10,"checkedOut":false,"total":1.90},\
      "outcome":{"id":101,"items":[{"sku":"banana","quantity":2,"unitPrice":1.00}],\
      "discount":0.00,"checkedOut":false,"total":2.00},\
      "differences":[{"path":"discount","before":0.10,"after":0.00},\
      {"path":"total","before":1.90,"after":2.00}],\
      "compensation":[{"type":"DiscountWithdrawn","data":{"amount":0.10},\
      "words":"withdrew a discount of 0.10"}]}""";

  static final String REVERT =
      """
      {"version":3}""";

  static final String REVERT_AS_OF =
      """
      {"asOf":"2026-11-01T12:00:00Z"}""";

  static final String EVENTS =
      """
      {"end":12,"last":true,"events":[{"stream":"cart-101","version":1,"position":12,\
      "id":"019a3f5e-7c1a-7b60-a2c3-5d1f0c9e8b7a","type":"ItemAdded","schemaVersion":1,\
      "data":{"sku":"banana","quantity":1,"unitPrice":1.00},\
      "recordedAt":"2026-11-01T12:00:00.012345Z","happenedAt":"2026-11-01T12:00:00.010000Z"}]}""";

  static final String STREAMS =
      """
      {"streams":[{"stream":"cart-101","version":7,"position":12,"type":"CheckedOut",\
      "recordedAt":"2026-11-01T12:00:00.012345Z"}]}""";

  static final String LIVE =
      """
      id: 12
      data: {"stream":"cart-101","version":1,"position":12,\
      "id":"019a3f5e-7c1a-7b60-a2c3-5d1f0c9e8b7a","type":"ItemAdded","schemaVersion":1,\
      "data":{"sku":"banana","quantity":1,"unitPrice":1.00},\
      "recordedAt":"2026-11-01T12:00:00.012345Z","happenedAt":"2026-11-01T12:00:00.010000Z"}
      """;

  static final String SHIPMENTS =
      """
      [{"cart":101,"items":[{"sku":"banana","quantity":2,"unitPrice":1.00},\
      {"sku":"mango","quantity":1,"unitPrice":2.00}],"discount":0.10,"total":3.90}]""";

  private Docs() {}
}
