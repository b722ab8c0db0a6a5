package afterimage.capture.discover;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Draws aggregates from foreign keys. A table belongs to another if its rows cannot be without a
/// row of it: the foreign key is part of the primary key, or the row goes with the other one, or
/// the table is named after the other one. Each table belongs to one at most, and never to itself.
final class Aggregates {

  private final Schema schema;
  private final Map<TableId, ForeignKey> owners = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();

  Aggregates(Schema schema) {
    this.schema = schema;
    schema
        .tables()
        .values()
        .forEach(table -> owner(table).ifPresent(key -> owners.put(table.id(), key)));
    schema.tables().keySet().forEach(this::breakCycle);
  }

  List<Aggregate> all() {
    List<Aggregate> all = new ArrayList<>();
    for (Table table : schema.tables().values()) {
      if (!owners.containsKey(table.id())) {
        Map<TableId, Aggregate.Member> members = new LinkedHashMap<>();
        if (isRoot(table)) {
          members(table.id(), true, members);
        }
        all.add(new Aggregate(name(table), table, !isRoot(table), members, isReference(table)));
      }
    }
    return all;
  }

  private void members(TableId of, boolean isDirect, Map<TableId, Aggregate.Member> members) {
    owners.forEach(
        (id, key) -> {
          if (key.to().equals(of)) {
            members.put(id, new Aggregate.Member(schema.table(id), of, ordered(key, of), isDirect));
            members(id, false, members);
          }
        });
  }

  /// The columns in the order of the other one's primary key.
  private List<String> ordered(ForeignKey key, TableId of) {
    return schema.table(of).key().stream()
        .map(column -> key.columns().get(key.toColumns().indexOf(column)))
        .toList();
  }

  private Optional<ForeignKey> owner(Table table) {
    ForeignKey best = null;
    int most = 0;
    for (ForeignKey key : schema.foreignKeys()) {
      if (key.from().equals(table.id())) {
        int strength = strength(table, key);
        if (strength > most) {
          best = key;
          most = strength;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /// How much a table belongs to another; 0 for not at all.
  private int strength(Table table, ForeignKey key) {
    Table to = schema.tables().get(key.to());
    if (to == null
        || to.id().equals(table.id())
        || !isRoot(to)
        || !Set.copyOf(to.key()).equals(Set.copyOf(key.toColumns()))
        || key.columns().stream()
            .anyMatch(c -> table.column(c).map(Column::nullable).orElse(true))) {
      return 0;
    }
    List<String> own = Names.singular(Names.words(table.id().name()));
    List<String> other = Names.singular(Names.words(to.id().name()));
    boolean named =
        own.size() > other.size() && Names.singular(own.subList(0, other.size())).equals(other);
    boolean identifies = table.key().containsAll(key.columns());
    // Of several that are part of the key the first counts most: who writes (order, product) says
    // so.
    int place = identifies ? 10 - Math.min(9, table.key().indexOf(key.columns().getFirst())) : 0;
    boolean lone = identifies && table.key().size() == key.columns().size();
    return (named ? 40 : 0)
        + (identifies && !lone ? 20 + place : 0)
        + (key.cascades() ? 15 : 0)
        + (lone && !named ? 5 : 0)
        + (table.key().isEmpty() && outgoing(table) == 1 ? 5 : 0);
  }

  private long outgoing(Table table) {
    return schema.foreignKeys().stream().filter(key -> key.from().equals(table.id())).count();
  }

  /// The table of a circle that comes first is the root.
  private void breakCycle(TableId start) {
    Set<TableId> path = new HashSet<>();
    TableId at = start;
    ForeignKey key = owners.get(at);
    while (key != null && path.add(at)) {
      at = key.to();
      key = owners.get(at);
    }
    if (at.equals(start) && owners.containsKey(start)) {
      owners.remove(start);
    }
  }

  /// Whether each row can name a stream.
  private static boolean isRoot(Table table) {
    return !table.key().isEmpty()
        && table.key().stream()
            .allMatch(
                name ->
                    !name.matches("(?s).*[{}].*")
                        && table
                            .column(name)
                            .filter(column -> column.sort() != Column.Sort.ARRAY)
                            .filter(column -> column.sort() != Column.Sort.FLOAT)
                            .isPresent());
  }

  private boolean isReference(Table table) {
    boolean refers =
        schema.foreignKeys().stream()
            .anyMatch(k -> k.from().equals(table.id()) && !k.to().equals(table.id()));
    boolean isReferred =
        schema.foreignKeys().stream()
            .anyMatch(
                k ->
                    k.to().equals(table.id())
                        && !k.from().equals(table.id())
                        && !owners.getOrDefault(k.from(), k).to().equals(table.id()));
    return !refers && isReferred && table.columns().size() <= 6;
  }

  private String name(Table table) {
    String name = Names.snake(Names.singular(Names.words(table.id().name())));
    if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
      name = "table_" + name;
    }
    String free = name;
    if (names.contains(free)) {
      free = Names.snake(Names.words(table.id().schema())) + "_" + name;
    }
    for (int n = 2; !names.add(free); n++) {
      free = name + "_" + n;
    }
    return free;
  }

  /// Words for each table that no other table has, for the names of its events.
  static Map<TableId, String> entities(Schema schema) {
    Map<String, Integer> count = new HashMap<>();
    for (TableId id : schema.tables().keySet()) {
      count.merge(entity(id), 1, Integer::sum);
    }
    Map<TableId, String> entities = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (TableId id : schema.tables().keySet()) {
      String plain = entity(id);
      String name =
          count.getOrDefault(plain, 0) > 1 ? Names.pascal(Names.words(id.schema())) + plain : plain;
      String free = name;
      for (int n = 2; !taken.add(free); n++) {
        free = name + n;
      }
      entities.put(id, free);
    }
    return entities;
  }

  private static String entity(TableId id) {
    String name = Names.pascal(Names.singular(Names.words(id.name())));
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "Row" + name : name;
  }
}
