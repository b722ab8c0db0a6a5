package afterimage.capture.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import afterimage.capture.change.Cell;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Whatever the tables, the mapping and the changes are.
class CoveringPropertyTest {

  private int explained;
  private int unexplained;

  @Test
  void what_is_explained_can_be_folded_back_and_every_change_gets_one_reading() {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("CoveringPropertyTest: -Dseed=" + seed);
    Random seeds = new Random(seed);
    for (int round = 0; round < 60; round++) {
      long one = seeds.nextLong();
      RandomShop shop = new RandomShop(one);
      Optional<String> wrong = wrong(shop, shop.events, shop.steps);
      if (wrong.isPresent()) {
        List<String> events =
            Shrink.smallest(shop.events, e -> wrong(shop, e, shop.steps).isPresent());
        List<RandomShop.Step> steps =
            Shrink.smallest(shop.steps, s -> wrong(shop, events, s).isPresent());
        fail(
            "-Dseed=%d, shop %d: %s\n%s\n%s"
                .formatted(
                    seed,
                    one,
                    wrong(shop, events, steps).orElse(wrong.get()),
                    RandomShop.mapping(events),
                    shop.run(steps).changeSets()));
      }
    }
    System.out.println(explained + " changes explained, " + unexplained + " not");
    assertThat(explained).as("seed %d", seed).isGreaterThan(200);
    assertThat(unexplained).as("seed %d", seed).isGreaterThan(200);
  }

  private Optional<String> wrong(
      RandomShop shop, List<String> events, List<RandomShop.Step> steps) {
    Mapping mapping = MappingReader.read("random.yaml", RandomShop.mapping(events), shop.catalog);
    RandomShop.Work work = shop.run(steps);
    Translator translator = new Translator(List.of(mapping), "one");
    RowMemory rows = new RowMemory(KnownRows.NONE);
    FoldedRows folded = new FoldedRows(mapping);
    Set<String> tainted = new HashSet<>();
    Set<Object> ids = new HashSet<>();
    for (ChangeSet changeSet : work.changeSets()) {
      Translation translation = translator.translate(changeSet, rows);
      if (!translator.translate(changeSet, rows).equals(translation)) {
        return Optional.of("another time it is not the same");
      }
      rows.add(translation);
      long counted =
          translation.count(Reading.Explained.class)
              + translation.count(Reading.Ignored.class)
              + translation.count(Reading.Unexplained.class);
      if (counted != changeSet.changes().size()) {
        return Optional.of(
            "%d changes, %d readings".formatted(changeSet.changes().size(), counted));
      }
      for (DerivedEvent event : translation.events()) {
        if (!ids.add(event.id())) {
          return Optional.of("an id is there twice: " + event);
        }
        folded.apply(event.stream(), event.type(), event.data());
      }
      translation.readings().forEach(read -> taint(read, mapping, tainted));
    }
    for (TableId table : List.of(RandomShop.ROOT, RandomShop.MEMBER)) {
      Optional<String> difference =
          difference(table, work.rows().getOrDefault(table, Map.of()), folded.rows(table), tainted);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  /// A row with a change that is not explained may be anything from there on.
  private void taint(ReadChange read, Mapping mapping, Set<String> tainted) {
    if (!(read.reading() instanceof Reading.Unexplained)) {
      explained++;
      return;
    }
    unexplained++;
    RowChange change = read.change();
    List<String> key = mapping.keys().getOrDefault(change.table(), List.of());
    for (Row row : List.of(change.before(), change.after())) {
      RowImage.key(key, row).ifPresent(text -> tainted.add(change.table() + " " + text));
    }
    if (change instanceof RowChange.Truncated) {
      tainted.add(change.table().toString());
    }
  }

  private static Optional<String> difference(
      TableId table, Map<String, Row> rows, Map<String, Row> folded, Set<String> tainted) {
    if (tainted.contains(table.toString())) {
      return Optional.empty();
    }
    Set<String> keys = new HashSet<>(rows.keySet());
    keys.addAll(folded.keySet());
    for (String key : keys) {
      if (tainted.contains(table + " " + key)) {
        continue;
      }
      Row row = rows.get(key);
      Row made = folded.get(key);
      if (row == null || made == null) {
        return Optional.of(
            "%s %s: the row is %s, but folded it is %s".formatted(table, key, row, made));
      }
      List<String> differing = new ArrayList<>();
      row.cells()
          .forEach(
              (column, cell) -> {
                Cell of = made.cells().get(column);
                if (of == null || !of.sameAs(cell)) {
                  differing.add("%s is %s, but folded it is %s".formatted(column, cell, of));
                }
              });
      if (!differing.isEmpty()) {
        return Optional.of("%s %s: %s".formatted(table, key, differing));
      }
    }
    return Optional.empty();
  }
}
