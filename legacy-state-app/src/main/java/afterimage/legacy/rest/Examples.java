package afterimage.legacy.rest;

/// What is sent and answered, for the OpenAPI document; the tests compare them with real answers.
final class Examples {

  static final String ITEM =
      """
      {"sku":"banana","quantity":1,"unitPrice":1.00}""";

  static final String DISCOUNT =
      """
      {"amount":0.10,"requirement":{"sku":"banana","quantity":2}}""";

  static final String PRESSES =
      """
      {"presses":2}""";

  static final String CART =
      """
      {"id":101,"items":[{"sku":"banana","quantity":2,"unitPrice":1.00},\
      {"sku":"mango","quantity":1,"unitPrice":2.00}],\
      "discount":0.10,"checkedOut":false,"total":3.90}""";

  static final String CHECKED_OUT_CART =
      """
      {"id":101,"items":[{"sku":"banana","quantity":2,"unitPrice":1.00},\
      {"sku":"mango","quantity":1,"unitPrice":2.00}],\
      "discount":0.10,"checkedOut":true,"total":3.90}""";

  static final String BUTTON =
      """
      {"id":"lamp","state":"on"}""";

  static final String SHIPMENTS =
      """
      [{"cart":101,"items":[{"sku":"banana","quantity":2,"unitPrice":1.00},\
      {"sku":"mango","quantity":1,"unitPrice":2.00}],"discount":0.10,"total":3.90}]""";

  static final String INVALID =
      """
      {"type":"about:blank","status":400,"title":"Bad Request",\
      "detail":"cart must be a whole number from 1 to 9007199254740991.",\
      "instance":"/legacy/carts/none","violations":[{"field":"cart","in":"path",\
      "message":"must be a whole number from 1 to 9007199254740991"}]}""";

  static final String TOKEN_NEEDED =
      """
      {"type":"urn:afterimage:problem:token-needed","status":401,"title":"Token needed",\
      "detail":"What changes something here needs a token; send it as Authorization: Bearer ….",\
      "instance":"/legacy/carts/101/items"}""";

  static final String MALFORMED =
      """
      {"type":"about:blank","status":400,"title":"Bad Request",\
      "detail":"Body, line 1, column 10: qty is not known here; expected quantity, sku, unitPrice.",\
      "instance":"/legacy/carts/101/items","field":"qty"}""";

  static final String OTHER_MEDIA_TYPE =
      """
      {"type":"about:blank","status":415,"title":"Unsupported Media Type",\
      "detail":"/legacy/carts/101/items takes application/json only.",\
      "instance":"/legacy/carts/101/items"}""";

  static final String CART_UNKNOWN =
      """
      {"type":"urn:afterimage:problem:cart-unknown","status":404,"title":"Cart unknown",\
      "detail":"There is no cart 101; a cart comes into being with its first item.",\
      "instance":"/legacy/carts/101"}""";

  static final String CART_CHECKED_OUT =
      """
      {"type":"urn:afterimage:problem:cart-checked-out","status":409,"title":"Cart checked out",\
      "detail":"Cart 101 is checked out; it cannot be changed any more.",\
      "instance":"/legacy/carts/101/items"}""";

  static final String PRICE_DIFFERS =
      """
      {"type":"urn:afterimage:problem:price-differs","status":409,"title":"Price differs",\
      "detail":"Cart 101 holds banana at 1.00; it cannot be added at 1.50.",\
      "instance":"/legacy/carts/101/items"}""";

  static final String QUANTITY_TOO_LARGE =
      """
      {"type":"urn:afterimage:problem:quantity-too-large","status":409,\
      "title":"Quantity too large",\
      "detail":"Cart 101 holds 999500 banana; 1000 more would exceed 1000000.",\
      "instance":"/legacy/carts/101/items"}""";

  static final String ITEM_NOT_IN_CART =
      """
      {"type":"urn:afterimage:problem:item-not-in-cart","status":409,"title":"Item not in cart",\
      "detail":"Cart 101 holds 1 banana; 2 cannot be removed.",\
      "instance":"/legacy/carts/101/items/banana"}""";

  static final String REQUIREMENT_NOT_MET =
      """
      {"type":"urn:afterimage:problem:requirement-not-met","status":409,\
      "title":"Requirement not met",\
      "detail":"Cart 101 holds 1 banana; the discount requires 2.",\
      "instance":"/legacy/carts/101/discounts"}""";

  static final String DISCOUNT_TOO_LARGE =
      """
      {"type":"urn:afterimage:problem:discount-too-large","status":409,\
      "title":"Discount too large",\
      "detail":"Cart 101 has a discount of 0.10; 1.00 more would exceed 1.00.",\
      "instance":"/legacy/carts/101/discounts"}""";

  static final String CART_EMPTY =
      """
      {"type":"urn:afterimage:problem:cart-empty","status":409,"title":"Cart empty",\
      "detail":"Cart 101 holds no items; it cannot be checked out.",\
      "instance":"/legacy/carts/101/checkout"}""";

  static final String CART_VERSION_DIFFERS =
      """
      {"type":"urn:afterimage:problem:version-differs","status":412,"title":"Version differs",\
      "detail":"Cart 101 is at version \\"9830cbc56da2d20a181f2bd35bc1fb42\\"; \
      expected \\"c313606c8272a2016fb7829a5f039f1f\\".",\
      "instance":"/legacy/carts/101/items","current":"\\"9830cbc56da2d20a181f2bd35bc1fb42\\""}""";

  static final String BUTTON_UNKNOWN =
      """
      {"type":"urn:afterimage:problem:button-unknown","status":404,"title":"Button unknown",\
      "detail":"There is no button lamp; a button comes into being when it is first used.",\
      "instance":"/legacy/buttons/lamp"}""";

  static final String BUTTON_VERSION_DIFFERS =
      """
      {"type":"urn:afterimage:problem:version-differs","status":412,"title":"Version differs",\
      "detail":"Button lamp is at version \\"7ae194ac12bd13af10dde2e3e4e62b9f\\"; \
      expected \\"c313606c8272a2016fb7829a5f039f1f\\".",\
      "instance":"/legacy/buttons/lamp/presses",\
      "current":"\\"7ae194ac12bd13af10dde2e3e4e62b9f\\""}""";

  static final String DISCOUNT_WORTH_NOTHING =
      """
      {"type":"urn:afterimage:problem:discount-worth-nothing","status":409,\
      "title":"Discount worth nothing",\
      "detail":"The discount comes to 0.00 on cart 101; expected 0.01 or more.",\
      "instance":"/legacy/carts/101/discounts"}""";

  static final String CART_MERGED_WITH_ITSELF =
      """
      {"type":"urn:afterimage:problem:cart-merged-with-itself","status":409,\
      "title":"Cart merged with itself",\
      "detail":"Cart 101 cannot be merged with itself; expected the cart of a guest.",\
      "instance":"/legacy/carts/101/merges"}""";

  static final String ARTICLE_UNKNOWN =
      """
      {"type":"urn:afterimage:problem:article-unknown","status":404,"title":"Article unknown",\
      "detail":"There is no article banana; an article comes into being with its first price.",\
      "instance":"/legacy/articles/banana"}""";

  static final String EMPTY_CART =
      """
      {"id":101,"items":[],"discount":0.00,"checkedOut":false,"total":0.00}""";

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

  static final String FAULT =
      """
      {"fault":"message-lost"}""";

  static final String AUDIT =
      """
      {"checkedOutAndNotShipped":[101],"shippedAndNotCheckedOut":[102]}""";

  private Examples() {}
}
