package afterimage.eventsourced.projection;

import afterimage.eventsourced.cart.Cart;
import afterimage.eventsourced.cart.CartCodec;
import afterimage.eventsourced.cart.CartDecider;
import afterimage.eventsourced.cart.CartEvent;
import afterimage.store.Certainty;
import afterimage.store.EventFilter;
import afterimage.store.Json;
import afterimage.store.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Goes on with the states of the carts that a page of events is about, from where the page before
/// left them in the table `states`.
///
/// A cart with an event that cannot be read stands still from there on: no state is guessed from
/// the others. It is listed with the reason, and keeps nobody else waiting.
final class CartFold {

  static final EventFilter FILTER = EventFilter.ALL.streamsBeginning("cart-");

  static final List<String> TABLES =
      List.of(
          "CREATE TABLE states (cart bigint PRIMARY KEY, version bigint NOT NULL,"
              + " state json NOT NULL, certainty text, unread text)",
          "CREATE INDEX states_unread ON states (cart) WHERE unread IS NOT NULL");

  private static final Pattern STREAM = Pattern.compile("cart-([1-9][0-9]{0,15})");
  private static final CartCodec CODEC = new CartCodec();
  private static final String READ =
      "SELECT cart, state, certainty, unread, version FROM states WHERE cart = ANY (?)";
  private static final String WRITE =
      "INSERT INTO states (cart, version, state, certainty, unread) VALUES (?, ?, ?::json, ?, ?)"
          + " ON CONFLICT (cart) DO UPDATE SET version = excluded.version, state = excluded.state,"
          + " certainty = excluded.certainty, unread = excluded.unread";

  /// @param version of the last event in it, or of the one that cannot be read
  /// @param unread why the next event cannot be read; null as long as all can
  private record Standing(
      Cart cart, long version, Optional<Certainty> weakest, @Nullable String unread) {}

  private CartFold() {}

  /// @return a step for each event that could be read, in order
  static List<CartStep> steps(List<RecordedEvent> events, Connection transaction)
      throws SQLException {
    Map<Long, List<RecordedEvent>> known = new LinkedHashMap<>();
    events.forEach(
        event ->
            number(event)
                .ifPresent(cart -> known.computeIfAbsent(cart, _ -> new ArrayList<>()).add(event)));
    Map<Long, Standing> standings = read(known.keySet().toArray(Long[]::new), transaction);
    List<CartStep> steps = new ArrayList<>();
    for (RecordedEvent event : events) {
      OptionalLong cart = number(event);
      if (cart.isPresent()) {
        standings.computeIfPresent(
            cart.getAsLong(), (_, standing) -> advanced(standing, event, steps));
      }
    }
    write(standings, transaction);
    return steps;
  }

  /// A stream of another name is nobody's cart.
  private static OptionalLong number(RecordedEvent event) {
    Matcher name = STREAM.matcher(event.stream().value());
    return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
  }

  private static Standing advanced(
      Standing standing, RecordedEvent recorded, List<CartStep> steps) {
    if (standing.unread != null) {
      return standing;
    }
    CartEvent event;
    try {
      event = CODEC.read(recorded.type(), recorded.schemaVersion(), recorded.data());
    } catch (IllegalArgumentException e) {
      return new Standing(
          standing.cart,
          recorded.version(),
          standing.weakest,
          "type %s: %s.".formatted(recorded.type(), e.getMessage()));
    }
    Cart after = new CartDecider(standing.cart.id()).evolve(standing.cart, event);
    Optional<Certainty> weakest = weaker(standing.weakest, recorded.certainty());
    steps.add(new CartStep(recorded, event, standing.cart, after, weakest));
    return new Standing(after, recorded.version(), weakest, null);
  }

  private static Optional<Certainty> weaker(Optional<Certainty> one, Optional<Certainty> other) {
    return Stream.of(one, other).flatMap(Optional::stream).max(Certainty::compareTo);
  }

  private static Map<Long, Standing> read(Long[] carts, Connection transaction)
      throws SQLException {
    Map<Long, Standing> standings = new HashMap<>();
    for (long cart : carts) {
      standings.put(cart, new Standing(new CartDecider(cart).initial(), 0, Optional.empty(), null));
    }
    try (PreparedStatement query = transaction.prepareStatement(READ)) {
      query.setArray(1, transaction.createArrayOf("bigint", carts));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          long cart = row.getLong(1);
          String certainty = row.getString(3);
          standings.put(
              cart,
              new Standing(
                  CartState.read(cart, new Json(row.getString(2))),
                  row.getLong(5),
                  Optional.ofNullable(certainty)
                      .map(text -> Certainty.valueOf(text.toUpperCase(Locale.ROOT))),
                  row.getString(4)));
        }
      }
    }
    return standings;
  }

  private static void write(Map<Long, Standing> standings, Connection transaction)
      throws SQLException {
    try (PreparedStatement upsert = transaction.prepareStatement(WRITE)) {
      for (var entry : standings.entrySet()) {
        Standing standing = entry.getValue();
        upsert.setLong(1, entry.getKey());
        upsert.setLong(2, standing.version);
        upsert.setString(3, CartState.written(standing.cart).text());
        upsert.setString(4, CartStep.text(standing.weakest));
        upsert.setString(5, standing.unread);
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
  }
}
