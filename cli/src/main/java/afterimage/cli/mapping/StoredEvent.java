package afterimage.cli.mapping;

import afterimage.capture.sink.KeptChanges;
import afterimage.cli.BadConfiguration;
import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import afterimage.store.PostgresEventStore;
import afterimage.store.Provenance;
import afterimage.store.RecordedEvent;
import afterimage.store.StreamId;
import afterimage.store.StreamQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A derived event of a store.
record StoredEvent(RecordedEvent event, Provenance provenance) {

  private static final Pattern PLACE =
      Pattern.compile("(?<stream>.+)@(?<version>[1-9][0-9]{0,17})");

  /// @param name `stream@version`, or the event's id
  /// @throws BadConfiguration if there is none of that name, or it was not derived
  static StoredEvent find(Database database, String name) {
    if (!has(database, "afterimage.events")) {
      throw new BadConfiguration(
          "%s has no event store: there is no table afterimage.events. Name the database of one"
              .formatted(database.address()));
    }
    RecordedEvent event =
        read(database, name)
            .orElseThrow(
                () ->
                    new BadConfiguration("%s has no event %s".formatted(database.address(), name)));
    Provenance provenance = event.metadata().provenance();
    if (provenance == null) {
      throw new BadConfiguration(
          "%s is no derived event: it was appended as it is, and comes from no row change"
              .formatted(name));
    }
    return new StoredEvent(event, provenance);
  }

  private static Optional<RecordedEvent> read(Database database, String name) {
    try {
      Place place = place(database, name);
      return new PostgresEventStore(database.dataSource())
          .read(StreamQuery.of(place.stream).from(place.version).limit(1)).stream()
              .filter(event -> event.version() == place.version)
              .findFirst();
    } catch (IllegalArgumentException e) {
      throw new BadConfiguration(
          "%s is no event's name. Expected STREAM@VERSION, such as cart-101@3, or an id"
              .formatted(name),
          e);
    }
  }

  private record Place(StreamId stream, long version) {}

  private static Place place(Database database, String name) {
    Matcher matcher = PLACE.matcher(name);
    if (matcher.matches()) {
      return new Place(
          StreamId.of(matcher.group("stream")), Long.parseLong(matcher.group("version")));
    }
    UUID id = UUID.fromString(name);
    try (Connection connection = database.connect();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT stream_id, version FROM afterimage.events WHERE id = ?")) {
      query.setObject(1, id);
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          return new Place(StreamId.of(row.getString(1)), row.getLong(2));
        }
        throw new BadConfiguration("%s has no event %s".formatted(database.address(), name));
      }
    } catch (SQLException e) {
      throw new ServerProblem("%s: %s".formatted(database.address(), e.getMessage()), e);
    }
  }

  private static boolean has(Database database, String table) {
    try (Connection connection = database.connect();
        PreparedStatement query =
            connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
      query.setString(1, table);
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new ServerProblem("%s: %s".formatted(database.address(), e.getMessage()), e);
    }
  }

  /// The row changes that it comes from, as capture has kept them.
  KeptChanges.Kept kept(Database database) {
    Optional<KeptChanges.Kept> kept =
        has(database, "afterimage_capture.change_sets")
            ? new KeptChanges(database.dataSource())
                .find(provenance.generation(), provenance.commit())
            : Optional.empty();
    return kept.orElseThrow(
        () ->
            new BadConfiguration(
                ("The row changes of transaction %d, which ended at %s, were not kept in %s."
                        + " Give a recording of that time with --from")
                    .formatted(
                        provenance.transaction(),
                        provenance.commit().asString(),
                        database.address())));
  }

  String text() {
    return """
        %s@%d  %s %s
          id %s, recorded at %s
          %s, by %s of %s:%d, from %s of transaction %d, which ended at %s
        """
        .formatted(
            event.stream(),
            event.version(),
            event.type(),
            event.data(),
            event.id(),
            event.recordedAt(),
            provenance.certainty().name().toLowerCase(Locale.ROOT),
            provenance.pattern(),
            provenance.mapping(),
            provenance.mappingVersion(),
            provenance.ordinals().isEmpty() ? "a message" : "changes " + provenance.ordinals(),
            provenance.transaction(),
            provenance.commit().asString());
  }
}
