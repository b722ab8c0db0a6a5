package afterimage.capture.discover;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.ReplicaIdentity;
import afterimage.capture.catalog.Table;
import afterimage.capture.catalog.Types;
import afterimage.capture.change.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Draws a starting mapping from a database.
public final class Discover {

  /// In characters: half of what a mapping may have, so that a person can add to it.
  private static final int LONGEST_FILE = 250_000;

  private final Schema schema;
  private final Catalog catalog;
  private final String name;
  private final Map<TableId, String> entities;
  private final Set<String> generic = new LinkedHashSet<>();
  private final Set<String> bookkeeping = new LinkedHashSet<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final Map<String, Integer> shorts = new HashMap<>();
  private int events;

  private Discover(Schema schema, Catalog catalog, String name) {
    this.schema = schema;
    this.catalog = catalog;
    this.name = name;
    this.entities = Aggregates.entities(schema);
  }

  /// @param name of the mapping
  /// @param schemas those that are meant; empty for all
  public static Discovery draw(Connection connection, String name, List<String> schemas)
      throws SQLException {
    return draw(connection, name, schemas, Map.of());
  }

  /// @param seen values that live changes showed in columns that hold a state
  public static Discovery draw(
      Connection connection,
      String name,
      List<String> schemas,
      Map<TableId, Map<String, List<String>>> seen)
      throws SQLException {
    Catalog catalog = Catalog.read(connection);
    Schema schema = Schema.read(connection, catalog, schemas);
    seen.forEach(
        (table, columns) ->
            columns.forEach(
                (column, values) ->
                    schema
                        .labels()
                        .computeIfAbsent(table, _ -> new HashMap<>())
                        .merge(column, values, Discover::both)));
    return new Discover(schema, catalog, name).draw();
  }

  private static List<String> both(List<String> some, List<String> others) {
    Set<String> all = new LinkedHashSet<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }

  private record Drafted(Aggregate aggregate, List<DraftEvent> events) {}

  private Discovery draw() {
    List<Drafted> drafted = new ArrayList<>();
    for (Aggregate aggregate : new Aggregates(schema).all()) {
      drafted.add(new Drafted(aggregate, events(aggregate)));
    }
    drafted.forEach(
        d -> d.events.forEach(event -> shorts.merge(event.names().getFirst(), 1, Integer::sum)));
    List<String> files = new ArrayList<>();
    List<Drafted> some = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    int length = 0;
    for (Drafted one : drafted) {
      String text = text(one);
      if (length + text.length() > LONGEST_FILE && !some.isEmpty()) {
        files.add(file(some, texts, files.size() + 1));
        some.clear();
        texts.clear();
        length = 0;
      }
      some.add(one);
      texts.add(text);
      length += text.length();
    }
    if (!some.isEmpty()) {
      files.add(file(some, texts, files.size() + 1));
    }
    return new Discovery(
        catalog,
        files,
        schema.tables().size(),
        drafted.size(),
        events,
        generic,
        bookkeeping,
        schema.leftOut());
  }

  private List<DraftEvent> events(Aggregate aggregate) {
    List<DraftEvent> drafts = new ArrayList<>();
    Table root = aggregate.root();
    Map<String, String> own = new LinkedHashMap<>();
    if (!aggregate.isTable()) {
      root.key().forEach(column -> own.put(column, column));
    }
    drafts.addAll(events(root, true, own, List.of()));
    for (Aggregate.Member member : aggregate.members().values()) {
      Map<String, String> ofStream = new LinkedHashMap<>();
      if (member.isDirect()) {
        for (int i = 0; i < member.by().size(); i++) {
          ofStream.put(member.by().get(i), root.key().get(i));
        }
      }
      drafts.addAll(events(member.table(), false, ofStream, linked(member)));
    }
    return drafts;
  }

  private List<DraftEvent> events(
      Table table, boolean isRoot, Map<String, String> ofStream, List<String> linked) {
    Place place =
        Place.of(
            table,
            entity(table.id()),
            isRoot,
            ofStream,
            schema.generated().getOrDefault(table.id(), Set.of()));
    List<DraftEvent> drafts = new ArrayList<>(new RowEvents(place, linked).all());
    List<DraftEvent> updates =
        new ColumnEvents(
                place, schema.labels().getOrDefault(table.id(), Map.of()), references(table.id()))
            .all();
    // What happened to a root needs no more words, as long as nothing else is called so.
    for (DraftEvent event : updates) {
      String first = event.names().getFirst();
      String verb =
          first.startsWith(place.entity()) ? first.substring(place.entity().length()) : "";
      boolean isShort =
          isRoot && Names.happened(Names.words(verb)).isPresent() && event.names().size() > 1;
      drafts.add(isShort ? event.alsoNamed(verb) : event);
    }
    return drafts;
  }

  private String entity(TableId table) {
    return Objects.requireNonNull(entities.get(table), table::toString);
  }

  private Map<String, String> references(TableId table) {
    Map<String, String> references = new HashMap<>();
    schema.foreignKeys().stream()
        .filter(key -> key.from().equals(table))
        .forEach(key -> key.columns().forEach(c -> references.put(c, key.to().name())));
    return references;
  }

  /// Of a table that only joins two others, what its rows link.
  private List<String> linked(Aggregate.Member member) {
    Table table = member.table();
    List<ForeignKey> keys =
        schema.foreignKeys().stream().filter(key -> key.from().equals(table.id())).toList();
    Set<String> covered = new LinkedHashSet<>();
    keys.forEach(key -> covered.addAll(key.columns()));
    boolean joins =
        keys.size() == 2
            && table.columns().stream()
                .allMatch(c -> covered.contains(c.name()) || Vocabulary.isBookkeeping(c));
    if (!joins) {
      return List.of();
    }
    return keys.stream()
        .filter(key -> !key.columns().equals(member.by()))
        .findFirst()
        .filter(key -> entities.containsKey(key.to()) && entities.containsKey(member.of()))
        .map(key -> List.of(entity(key.to()), entity(member.of())))
        .orElse(List.of());
  }

  private String text(Drafted drafted) {
    MappingText text = new MappingText();
    for (DraftEvent event : drafted.events) {
      String eventName = name(event);
      events++;
      switch (event.kind()) {
        case GENERIC -> generic.add(eventName);
        case BOOKKEEPING -> bookkeeping.add(eventName);
        case NAMED -> {}
      }
      text.line("");
      text.event(eventName, event, drafted.aggregate.stream());
    }
    return text.toString();
  }

  private String name(DraftEvent event) {
    for (String candidate : event.names()) {
      boolean isShared =
          event.names().size() > 1
              && candidate.equals(event.names().getFirst())
              && shorts.getOrDefault(candidate, 0) > 1;
      if (!isShared && names.add(candidate)) {
        return candidate;
      }
    }
    for (int n = 2; ; n++) {
      String candidate = event.names().getLast() + "_" + n;
      if (names.add(candidate)) {
        return candidate;
      }
    }
  }

  private String file(List<Drafted> some, List<String> texts, int number) {
    MappingText text = new MappingText();
    text.comment(
        "",
        "Drawn from the catalog as a start: it restores every column, and what it calls things is a guess. Rename, merge, say more.");
    text.comment(
        "",
        "An event marked GENERIC could not be named. Language: docs/reference/mapping.md; to try it: afterimage preview.");
    text.line("mapping: " + Cel.yaml(number == 1 ? name : name + "_" + number));
    text.line("version: 1");
    text.line("");
    text.line("streams:");
    some.forEach(one -> text.stream(one.aggregate));
    text.line("");
    text.line("events:");
    // The empty line before the first event is one too many.
    texts.forEach(text::raw);
    ignore(some, text);
    remember(some, text);
    return text.toString().replace("events:\n\n", "events:\n");
  }

  private void ignore(List<Drafted> some, MappingText text) {
    List<String> rules = new ArrayList<>();
    for (Drafted one : some) {
      for (Table table : tables(one.aggregate)) {
        for (Column column : table.columns()) {
          String because =
              schema.generated().getOrDefault(table.id(), Set.of()).contains(column.name())
                  ? "PostgreSQL computes it from other columns"
                  : Types.refusal(column).orElse("");
          if (!because.isEmpty()) {
            rules.add(
                "  - { columns: [ %s ], because: %s }"
                    .formatted(Cel.yaml(table.id() + "." + column.name()), Cel.yaml(because)));
          }
        }
      }
    }
    if (!rules.isEmpty()) {
      text.line("");
      text.line("ignore:");
      rules.forEach(text::line);
    }
  }

  /// Where PostgreSQL does not log the old row, capture has to know it.
  private void remember(List<Drafted> some, MappingText text) {
    List<String> lines = new ArrayList<>();
    for (Drafted one : some) {
      for (Table table : tables(one.aggregate)) {
        if (table.replicaIdentity() != ReplicaIdentity.FULL && !table.key().isEmpty()) {
          lines.add("  - " + Cel.yaml(table.id().toString()));
        }
      }
    }
    if (!lines.isEmpty()) {
      text.line("");
      text.comment(
          "",
          "Their old rows are not logged. With REPLICA IDENTITY FULL (see afterimage doctor) these lines can go.");
      text.line("remember:");
      lines.forEach(text::line);
    }
  }

  private static List<Table> tables(Aggregate aggregate) {
    List<Table> tables = new ArrayList<>(List.of(aggregate.root()));
    aggregate.members().values().forEach(member -> tables.add(member.table()));
    return tables;
  }
}
