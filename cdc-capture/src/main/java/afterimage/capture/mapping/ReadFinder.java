package afterimage.capture.mapping;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.TableId;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds which columns and rows an expression names, and says what is wrong with a name in words
/// that CEL does not have.
final class ReadFinder {

  static final Set<String> ROW_LISTS = Set.of("rows", "deleted", "inserted", "written", "gone");

  private static final Set<String> OF_THE_TRANSACTION = Set.of("written", "gone");

  private final Scope scope;
  private final Catalog catalog;
  private final String owner;
  private final Set<String> before = new TreeSet<>();
  private final Set<String> after = new TreeSet<>();
  private final Set<TableId> tables = new TreeSet<>();
  private final List<Wrong> wrong = new ArrayList<>();

  ReadFinder(Scope scope, Catalog catalog, String owner) {
    this.scope = scope;
    this.catalog = catalog;
    this.owner = owner;
  }

  /// @param at where in the expression, in code points
  record Wrong(int at, String message) {}

  List<Wrong> wrong() {
    return wrong;
  }

  Expression.Reads reads() {
    return new Expression.Reads(before, after, tables);
  }

  void read(CelExpr expr, Map<Long, Integer> positions) {
    if (expr.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION
        && scope.variables().containsKey(expr.comprehension().iterVar())) {
      wrong.add(
          new Wrong(
              positions.getOrDefault(expr.id(), 0),
              "%s calls the items of a list %s, which is something else already"
                  .formatted(owner, expr.comprehension().iterVar())));
    }
    if (expr.getKind() != CelExpr.ExprKind.Kind.SELECT) {
      return;
    }
    CelExpr operand = expr.select().operand();
    int at = positions.getOrDefault(operand.id(), 0);
    switch (operand.getKind()) {
      case IDENT ->
          field(operand.ident().name(), expr.select().field(), at, expr.select().testOnly());
      case SELECT -> {
        CelExpr root = operand.select().operand();
        if (root.getKind() == CelExpr.ExprKind.Kind.IDENT
            && ROW_LISTS.contains(root.ident().name())
            && scope.variables().containsKey(root.ident().name())) {
          table(
              root.ident().name(),
              new TableId(operand.select().field(), expr.select().field()),
              positions.getOrDefault(root.id(), 0));
        }
      }
      default -> {}
    }
  }

  private void field(String variable, String field, int at, boolean testOnly) {
    Optional<String> absence = scope.absence(variable);
    if (absence.isPresent()) {
      wrong.add(
          new Wrong(at, "%s reads %s.%s, but %s".formatted(owner, variable, field, absence.get())));
      return;
    }
    Optional<String> what = scope.description(variable);
    Set<String> fields = scope.fields(variable).keySet();
    if (what.isPresent() && !fields.contains(field)) {
      wrong.add(
          new Wrong(
              at + variable.length() + 1,
              "%s reads %s.%s, but %s has %s.%s"
                  .formatted(
                      owner,
                      variable,
                      field,
                      what.get(),
                      fields.isEmpty() ? "nothing" : String.join(", ", fields),
                      Yaml.suggestion(field, fields))));
    } else if (!testOnly && variable.equals("before")) {
      before.add(field);
    } else if (!testOnly && variable.equals("after")) {
      after.add(field);
    }
  }

  private void table(String variable, TableId id, int at) {
    Set<String> tables = new TreeSet<>();
    scope
        .fields(variable)
        .forEach(
            (schema, type) -> {
              if (type instanceof dev.cel.common.types.StructType struct) {
                struct.fieldNames().forEach(name -> tables.add(schema + "." + name));
              }
            });
    if (!tables.contains(id.toString())) {
      wrong.add(
          new Wrong(
              at,
              "%s reads %s.%s, but the tables of %s are %s.%s"
                  .formatted(
                      owner,
                      variable,
                      id,
                      OF_THE_TRANSACTION.contains(variable) ? "the mapping" : "its stream",
                      String.join(", ", tables),
                      Yaml.suggestion(id.toString(), tables))));
    } else if (variable.equals("rows")
        && catalog.table(id).stream().anyMatch(table -> table.key().isEmpty())) {
      wrong.add(
          new Wrong(
              at,
              "%s reads rows.%s, which has no primary key to tell its rows apart"
                  .formatted(owner, id)));
    } else {
      this.tables.add(id);
    }
  }
}
