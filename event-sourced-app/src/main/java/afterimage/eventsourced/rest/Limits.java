package afterimage.eventsourced.rest;

/// What may be sent, and how a violation is worded. Numbers in paths and queries arrive as text,
/// because a number that cannot be read would be answered as a path that is not there.
final class Limits {

  /// Of a sku or a button: what needs no escape in a path.
  static final String NAME = "[A-Za-z0-9_.~-]{1,64}";

  static final String NAME_MESSAGE = "must be 1 to 64 of the characters A-Z a-z 0-9 _ . ~ -";

  /// Of a quantity or the length of a page.
  static final String THOUSAND = "[1-9][0-9]{0,2}|1000";

  static final String THOUSAND_MESSAGE = "must be a whole number from 1 to 1000";

  static final String VERSION = "[0-9]{1,18}";

  static final String VERSION_MESSAGE = "must be a whole number of at most 18 digits";

  static final String REASON = "\\P{Cc}{0,200}";

  static final String REASON_MESSAGE = "must be at most 200 characters, none of them a control";

  /// No control character, and none beyond the basic plane.
  static final String STREAM = "[\\x20-\\x7E\\xA0-\\uD7FF\\uE000-\\uFFFF]{1,500}";

  static final String STREAM_MESSAGE = "must be 1 to 500 characters, none of them a control";

  /// What a page begins after; nothing for the first page.
  static final String KEY = "[\\x20-\\x7E\\xA0-\\uD7FF\\uE000-\\uFFFF]{0,500}";

  static final String KEY_MESSAGE = "must be at most 500 characters, none of them a control";

  static final long MOST = 1000;

  static final String MONEY_MESSAGE = "must be an amount with at most two decimals";

  static final String MOST_MONEY = "1000000.00";

  private Limits() {}
}
