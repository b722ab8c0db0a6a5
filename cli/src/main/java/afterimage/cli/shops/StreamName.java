package afterimage.cli.shops;

/// The name of a stream, taken apart.
///
/// @param kind `cart`, `button` or `article`
record StreamName(String kind, String of) {

  static StreamName parse(String stream) {
    int dash = stream.indexOf('-');
    if (dash < 0) {
      throw new IllegalArgumentException(
          "Stream %s; expected a kind and a name, such as cart-101".formatted(stream));
    }
    return new StreamName(stream.substring(0, dash), stream.substring(dash + 1));
  }

  IllegalArgumentException strange() {
    return new IllegalArgumentException(
        "Stream %s-%s; expected a cart, a button or an article".formatted(kind, of));
  }
}
