package afterimage.capture.translate;

import afterimage.capture.change.Cell;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.CelValues;
import afterimage.capture.mapping.Expression;
import afterimage.capture.mapping.Expression.ExpressionFailed;
import afterimage.capture.mapping.IgnoreRule;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.Operation;
import afterimage.capture.mapping.Pattern;
import afterimage.capture.mapping.StreamType;
import afterimage.store.Certainty;
import afterimage.store.EventIds;
import afterimage.store.Json;
import afterimage.store.Provenance;
import afterimage.store.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// Applies mappings to transactions.
///
/// A column counts as explained if the pattern of an event reads it. Of an update, every changed
/// column must be explained or ignored; of an insert, every column that is not NULL; a delete is
/// explained by any event, for nothing of the row remains. The columns that name the stream explain
/// themselves.
public final class Translator {

  private final String generation;
  private final Map<TableId, Mapping> mappings = new HashMap<>();

  /// @param generation what the derivation runs as; it is part of every event's id
  /// @throws IllegalArgumentException if two mappings read the same table
  public Translator(List<Mapping> mappings, String generation) {
    this.generation = generation;
    for (Mapping mapping : mappings) {
      for (TableId table : mapping.tables()) {
        Mapping other = this.mappings.put(table, mapping);
        if (other != null) {
          throw new IllegalArgumentException(
              "%s is read by two mappings, %s and %s. A table belongs to one"
                  .formatted(table, other.name(), mapping.name()));
        }
      }
    }
  }

  public Translation translate(ChangeSet changeSet, KnownRows known) {
    AggregateRows rows = new AggregateRows(known);
    List<ReadChange> readings = new ArrayList<>();
    for (RowChange change : changeSet.changes()) {
      readings.add(read(change, changeSet, rows));
    }
    return new Translation(changeSet, readings, rows.touched());
  }

  private ReadChange read(RowChange change, ChangeSet changeSet, AggregateRows rows) {
    Mapping mapping = mappings.get(change.table());
    if (mapping == null) {
      return unexplained(change, "no mapping reads %s".formatted(change.table()));
    }
    return switch (change) {
      case RowChange.Truncated _ -> {
        rows.empty(change.table());
        yield unexplained(change, "no pattern reads a truncate");
      }
      case RowChange.Inserted(_, _, Row row) ->
          read(change, Operation.INSERT, row, row, mapping, changeSet, rows);
      case RowChange.Updated(_, _, var old, Row row) ->
          read(change, Operation.UPDATE, old.known(), row, mapping, changeSet, rows);
      case RowChange.Deleted(_, _, var old) ->
          read(change, Operation.DELETE, old.known(), old.known(), mapping, changeSet, rows);
    };
  }

  private ReadChange read(
      RowChange change,
      Operation operation,
      Row before,
      Row after,
      Mapping mapping,
      ChangeSet changeSet,
      AggregateRows rows) {
    StreamType type = mapping.streamOf(change.table()).orElseThrow();
    Optional<StreamId> stream;
    Optional<StreamId> left;
    try {
      stream = type.stream(change.table(), after);
      left = type.stream(change.table(), before);
    } catch (IllegalArgumentException e) {
      // A key from which no name can be made, for one because it is too long.
      return unexplained(change, String.valueOf(e.getMessage()));
    }
    if (stream.isEmpty()) {
      return unexplained(
          change,
          "it does not say which %s it belongs to: %s is not known"
              .formatted(type.name(), type.keyColumns(change.table())));
    }
    if (left.isPresent() && !left.equals(stream)) {
      if (change instanceof RowChange.Updated update) {
        rows.move(update, left.get(), stream.get(), mapping);
      }
      return unexplained(change, "the row moved from %s to %s".formatted(left.get(), stream.get()));
    }
    rows.apply(change, stream.get(), mapping);
    ChangeVariables variables =
        new ChangeVariables(change, stream.get(), rows, type.tables().keySet());
    Set<String> open = open(change, variables);
    if (open.isEmpty() && operation == Operation.UPDATE) {
      return new ReadChange(
          change, new Reading.Ignored("the row was written, but no column changed"), List.of());
    }
    return new Attempt(change, operation, stream.get(), mapping, changeSet, variables, open).read();
  }

  /// The columns that something must account for.
  private static Set<String> open(RowChange change, ChangeVariables variables) {
    return switch (change) {
      case RowChange.Inserted(_, _, Row row) -> {
        Set<String> given = new TreeSet<>();
        row.cells()
            .forEach(
                (column, cell) -> {
                  if (!(cell instanceof Cell.Null)) {
                    given.add(column);
                  }
                });
        yield given;
      }
      case RowChange.Updated _ -> variables.changed();
      case RowChange.Deleted _, RowChange.Truncated _ -> Set.of();
    };
  }

  private static ReadChange unexplained(RowChange change, String reason) {
    return new ReadChange(change, new Reading.Unexplained(Set.of(), reason), List.of());
  }

  /// One change against the patterns of its table.
  private final class Attempt {

    private final RowChange change;
    private final Operation operation;
    private final StreamId stream;
    private final Mapping mapping;
    private final ChangeSet changeSet;
    private final ChangeVariables variables;
    private final Set<String> open;
    private final List<String> failures = new ArrayList<>();

    Attempt(
        RowChange change,
        Operation operation,
        StreamId stream,
        Mapping mapping,
        ChangeSet changeSet,
        ChangeVariables variables,
        Set<String> open) {
      this.change = change;
      this.operation = operation;
      this.stream = stream;
      this.mapping = mapping;
      this.changeSet = changeSet;
      this.variables = variables;
      this.open = open;
    }

    ReadChange read() {
      Optional<String> ignored = ignored();
      if (ignored.isPresent()) {
        return new ReadChange(change, new Reading.Ignored(ignored.get()), List.of());
      }
      List<DerivedEvent> events = events();
      return new ReadChange(change, reading(events), events);
    }

    private Optional<String> ignored() {
      for (IgnoreRule rule : mapping.ignored(change.table())) {
        if (rule instanceof IgnoreRule.Changes(_, var op, var when, String because)
            && op == operation
            && (when == null || holds(when, "ignore"))) {
          return Optional.of(because);
        }
      }
      return Optional.empty();
    }

    private List<DerivedEvent> events() {
      List<Match> matches = new ArrayList<>();
      for (Pattern pattern : mapping.patterns(change.table(), operation)) {
        match(pattern).ifPresent(matches::add);
      }
      List<DerivedEvent> events = new ArrayList<>();
      Map<String, Match> claimed = new LinkedHashMap<>();
      Map<Match, List<String>> rivals = new LinkedHashMap<>();
      for (Match match : matches) {
        Set<String> claims = claims(match.pattern);
        Set<Match> first = new LinkedHashSet<>();
        claims.stream().map(claimed::get).filter(Objects::nonNull).forEach(first::add);
        if (first.isEmpty()) {
          claims.forEach(column -> claimed.put(column, match));
          rivals.put(match, new ArrayList<>());
        } else {
          first.forEach(
              winner -> Objects.requireNonNull(rivals.get(winner)).add(match.pattern.name()));
        }
      }
      Map<String, Integer> ofType = new HashMap<>();
      rivals.forEach(
          (match, others) ->
              events.add(
                  event(match, others, ofType.merge(match.pattern.eventType(), 1, Integer::sum))));
      return events;
    }

    /// What a pattern lays claim to: changed columns that it reads, but not the stream's name,
    /// which every pattern may read; of a delete the whole row.
    private Set<String> claims(Pattern pattern) {
      if (operation == Operation.DELETE) {
        return Set.of("*");
      }
      Set<String> claims = new TreeSet<>(pattern.columns());
      claims.retainAll(open);
      claims.removeAll(streamColumns());
      return claims.isEmpty() ? Set.of("*") : claims;
    }

    private Optional<Match> match(Pattern pattern) {
      try {
        if (pattern.when() != null && !holds(pattern.when(), pattern.name())) {
          return Optional.empty();
        }
        Map<String, Object> data = new LinkedHashMap<>();
        for (Map.Entry<String, Expression> field : pattern.data().entrySet()) {
          if (!variables.knows(field.getValue())) {
            return Optional.empty();
          }
          data.put(field.getKey(), field.getValue().evaluate(variables));
        }
        return Optional.of(new Match(pattern, CelValues.json(data)));
      } catch (ExpressionFailed | IllegalArgumentException e) {
        failures.add(pattern.name() + ": " + e.getMessage());
        return Optional.empty();
      }
    }

    /// A condition over something that was not logged does not hold; one that has no value is told.
    private boolean holds(Expression when, String owner) {
      if (!variables.knows(when)) {
        return false;
      }
      try {
        return when.evaluate(variables).equals(true);
      } catch (ExpressionFailed e) {
        failures.add(owner + ": " + e.getMessage());
        return false;
      }
    }

    private DerivedEvent event(Match match, List<String> rivals, int n) {
      Pattern pattern = match.pattern;
      Provenance provenance =
          new Provenance(
              rivals.isEmpty() ? pattern.certainty() : Certainty.AMBIGUOUS,
              generation,
              mapping.name(),
              mapping.version(),
              pattern.name(),
              changeSet.transaction(),
              changeSet.commit(),
              List.of(change.position().ordinal()),
              rivals);
      UUID id =
          EventIds.named(
              String.join(
                  "|",
                  generation,
                  change.position().toString(),
                  pattern.eventType(),
                  Integer.toString(n)));
      return new DerivedEvent(
          id,
          stream,
          pattern.eventType(),
          match.data,
          changeSet.committedAt(),
          change.position(),
          provenance);
    }

    private Reading reading(List<DerivedEvent> events) {
      if (!failures.isEmpty()) {
        return new Reading.Unexplained(Set.of(), String.join("; ", failures));
      }
      Set<String> left = new TreeSet<>(open);
      left.removeAll(streamColumns());
      Optional<String> because = Optional.empty();
      for (IgnoreRule rule : mapping.ignored(change.table())) {
        if (rule instanceof IgnoreRule.Columns(_, var columns, String why)
            && left.removeAll(columns)) {
          because = Optional.of(why);
        }
      }
      if (events.isEmpty()) {
        // A delete is never ignored column by column: the row is gone.
        return left.isEmpty() && because.isPresent()
            ? new Reading.Ignored(because.get())
            : new Reading.Unexplained(left, "no pattern matches");
      }
      events.forEach(event -> left.removeAll(covered(event)));
      return left.isEmpty() || operation == Operation.DELETE
          ? new Reading.Explained()
          : new Reading.Unexplained(left, "no event says what became of it");
    }

    private Set<String> covered(DerivedEvent event) {
      return mapping.patterns(change.table(), operation).stream()
          .filter(pattern -> pattern.name().equals(event.provenance().pattern()))
          .findFirst()
          .map(Pattern::columns)
          .orElse(Set.of());
    }

    private Set<String> streamColumns() {
      return Set.copyOf(mapping.streamOf(change.table()).orElseThrow().keyColumns(change.table()));
    }
  }

  private record Match(Pattern pattern, Json data) {}
}
