package afterimage.comparison.audit;

/// What is asked of every cart.
public enum Question {
  REMOVALS(1, "What was taken out before checkout, and why?"),
  HELD_AT_A_TIME(2, "What did the cart hold at a given time?"),
  HELD_AFTER_CHANGES(3, "What did the cart hold after its n-th change?"),
  DISCOUNTS(4, "Who gave the discount, and under which rule?"),
  PRICES(5, "Was a price corrected, or did the catalogue change?"),
  EMPTIED(6, "Was it cleared, did it expire, or was it emptied?"),
  FIRST_WRONG(7, "Which event first brought the cart into a wrong state?"),
  WITHOUT_A_DISCOUNT(8, "What would the total be without one of its discounts?"),
  IN_AND_OUT(9, "How often did an item go in and out?"),
  BEHIND(10, "Which writes came from behind the app?"),
  FROM_THE_GUEST(11, "Which items came from the guest's cart?"),
  TIME_TO_CHECKOUT(12, "How long was it from the first item to the checkout?");

  private final int number;
  private final String words;

  Question(int number, String words) {
    this.number = number;
    this.words = words;
  }

  /// From 1.
  public int number() {
    return number;
  }

  public String words() {
    return words;
  }
}
