package afterimage.legacy.rest;

/// What may be sent, and how a violation is worded.
final class Limits {

  /// Of a sku or a button: what needs no escape in a path.
  static final String NAME = "[A-Za-z0-9_.~-]{1,64}";

  static final String NAME_MESSAGE = "must be 1 to 64 of the characters A-Z a-z 0-9 _ . ~ -";

  /// A quantity in a query, which arrives as text for the same reason as [CartNumber].
  static final String QUANTITY = "[1-9][0-9]{0,2}|1000";

  static final String QUANTITY_MESSAGE = "must be a whole number from 1 to 1000";

  static final long MOST = 1000;

  static final String REASON = "\\P{Cc}{0,200}";

  static final String REASON_MESSAGE = "must be at most 200 characters, none of them a control";

  static final String MONEY_MESSAGE = "must be an amount with at most two decimals";

  static final String MOST_MONEY = "1000000.00";

  private Limits() {}
}
