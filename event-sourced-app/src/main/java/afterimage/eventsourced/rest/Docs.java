package afterimage.eventsourced.rest;

/// The words and examples of the OpenAPI document; annotations take constants only.
final class Docs {

  static final String PROBLEM_JSON = "application/problem+json";

  static final String STORE =
      "The store that the request is about: true, the events that the shop decided, or another"
          + " that this server has";
  static final String IF_MATCH = "Do it only if the version is one of these, or * for any";
  static final String VERSION = "Show the state as of this version; not together with asOf";
  static final String AS_OF =
      "Show the state that was recorded by this time; not together with version";
  static final String ETAG = "The version that the answer shows, in quotes";

  static final String CART =
      """
      {"id":101,"items":[{"sku":"banana","quantity":2,"unitPrice":1.00},\
      {"sku":"mango","quantity":1,"unitPrice":2.00}],"discount":0.10,"checkedOut":true,"total":3.90}""";
  static final String DERIVED_CART =
      """
      {"id":101,"items":[{"sku":"banana","quantity":2,"unitPrice":1.00}],"discount":0.00,\
      "checkedOut":false,"total":2.00,"certainty":"inferred"}""";
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

  static final String BAD_REQUEST =
      """
      {"type":"about:blank","status":400,"title":"Bad Request","detail":"asOf is yesterday; expected an instant such as\
       2026-11-01T12:00:00Z.","instance":"/carts/101"}""";
  static final String CART_UNKNOWN =
      """
      {"type":"urn:afterimage:problem:cart-unknown","status":404,"title":"Cart unknown",\
      "detail":"There is no cart 101; a cart comes into being with its first item.",\
      "instance":"/carts/101"}""";
  static final String STORE_UNKNOWN =
      """
      {"type":"urn:afterimage:problem:store-unknown","status":404,"title":"Store unknown",\
      "detail":"There is no store best; expected one of: derived, true.","instance":"/carts/101"}""";
  static final String BUTTON_UNKNOWN =
      """
      {"type":"urn:afterimage:problem:button-unknown","status":404,"title":"Button unknown",\
      "detail":"There is no button lamp; a button comes into being with its first press.",\
      "instance":"/buttons/lamp"}""";
  static final String STREAM_UNKNOWN =
      """
      {"type":"urn:afterimage:problem:stream-unknown","status":404,"title":"Stream unknown",\
      "detail":"There is no stream cart-101 in the store true.","instance":"/streams/cart-101"}""";
  static final String PRICE_DIFFERS =
      """
      {"type":"urn:afterimage:problem:price-differs","status":409,"title":"Price differs",\
      "detail":"Cart 101 holds banana at 1.00; it cannot be added at 1.20.",\
      "instance":"/carts/101/items"}""";
  static final String QUANTITY_TOO_LARGE =
      """
      {"type":"urn:afterimage:problem:quantity-too-large","status":409,\
      "title":"Quantity too large",\
      "detail":"Cart 101 holds 1000000 banana; 1 more would exceed 1000000.",\
      "instance":"/carts/101/items"}""";
  static final String CHECKED_OUT =
      """
      {"type":"urn:afterimage:problem:cart-checked-out","status":409,"title":"Cart checked out",\
      "detail":"Cart 101 is checked out; it cannot be changed any more.",\
      "instance":"/carts/101/items"}""";
  static final String NOT_IN_CART =
      """
      {"type":"urn:afterimage:problem:item-not-in-cart","status":409,"title":"Item not in cart",\
      "detail":"Cart 101 holds 1 banana; 2 cannot be removed.",\
      "instance":"/carts/101/items/banana"}""";
  static final String NOT_MET =
      """
      {"type":"urn:afterimage:problem:requirement-not-met","status":409,\
      "title":"Requirement not met","detail":"Cart 101 holds 1 banana; the discount requires 2.",\
      "instance":"/carts/101/discounts"}""";
  static final String TOO_LARGE =
      """
      {"type":"urn:afterimage:problem:discount-too-large","status":409,\
      "title":"Discount too large",\
      "detail":"Cart 101 has a discount of 0.00; 9.00 more would exceed 4.00.",\
      "instance":"/carts/101/discounts"}""";
  static final String EMPTY =
      """
      {"type":"urn:afterimage:problem:cart-empty","status":409,"title":"Cart empty",\
      "detail":"Cart 101 holds no items; it cannot be checked out.",\
      "instance":"/carts/101/checkout"}""";
  static final String VERSION_DIFFERS =
      """
      {"type":"urn:afterimage:problem:version-differs","status":412,"title":"Version differs",\
      "detail":"Cart 101 is at version \\"7\\"; expected \\"6\\".","current":"\\"7\\"",\
      "instance":"/carts/101/items"}""";

  private Docs() {}
}
