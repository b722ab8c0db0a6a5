package afterimage.legacy.stating;

import java.util.Map;

/// A row of the outbox, as far as it says what happened.
///
/// @param aggregate `cart`, `button` or `article`
record Event(String aggregate, String id, String type, Map<String, Object> payload) {}
