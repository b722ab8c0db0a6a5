package afterimage.cli.shops;

import afterimage.comparison.drive.Answer;

/// What both apps say of a button or an article that nobody has used.
final class Unknown {

  private Unknown() {}

  static Answer button(String button) {
    return Said.problem(
        404,
        "button-unknown",
        "There is no button %s; a button comes into being when it is first used."
            .formatted(button));
  }

  static Answer article(String sku) {
    return Said.problem(
        404,
        "article-unknown",
        "There is no article %s; an article comes into being with its first price.".formatted(sku));
  }
}
