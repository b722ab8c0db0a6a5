package afterimage.capture.mapping;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelMutableAst;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableIdent;
import dev.cel.common.ast.CelReference;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.navigation.CelNavigableMutableExpr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes `after.price` and `rows.public.items` one variable each for the run time. CEL converts a
/// whole map, here a row, each
/// time
/// that one of its fields is read.
///
/// @param fields the paths that the variables stand for, by their names
record FlatFields(CelAbstractSyntaxTree ast, Map<String, List<String>> fields) {

  FlatFields {
    fields = Map.copyOf(fields);
  }

  /// @param roots the variables that are rows, or like them
  static FlatFields of(CelAbstractSyntaxTree checked, Set<String> roots) {
    CelMutableAst mutable = CelMutableAst.fromCelAst(checked);
    Map<String, List<String>> fields = new HashMap<>();
    Map<Long, CelReference> references = new HashMap<>(checked.getReferenceMap());
    CelNavigableMutableAst.fromAst(mutable)
        .getRoot()
        .allNodes()
        .map(CelNavigableMutableExpr::expr)
        .filter(expr -> expr.getKind() == Kind.SELECT)
        .toList()
        .forEach(expr -> flatten(expr, roots, fields, references));
    return new FlatFields(
        CelAbstractSyntaxTree.newCheckedAst(
            mutable.toParsedAst().getExpr(), checked.getSource(), references, checked.getTypeMap()),
        fields);
  }

  private static void flatten(
      CelMutableExpr expr,
      Set<String> roots,
      Map<String, List<String>> fields,
      Map<Long, CelReference> references) {
    if (expr.getKind() != Kind.SELECT || expr.select().testOnly()) {
      return;
    }
    CelMutableExpr operand = expr.select().operand();
    CelMutableExpr first = operand.getKind() == Kind.SELECT ? operand.select().operand() : operand;
    if (first.getKind() != Kind.IDENT || !roots.contains(first.ident().name())) {
      return;
    }
    // A field of a row, or a table of a schema of `rows`.
    boolean isTable = ReadFinder.ROW_LISTS.contains(first.ident().name());
    if (isTable != (operand.getKind() == Kind.SELECT)) {
      return;
    }
    String root = first.ident().name();
    String field = expr.select().field();
    List<String> path =
        isTable ? List.of(root, operand.select().field(), field) : List.of(root, field);
    String name = String.join(".", path);
    fields.put(name, path);
    references.remove(first.id());
    references.put(expr.id(), CelReference.newBuilder().setName(name).build());
    expr.setIdent(CelMutableIdent.create(name));
  }
}
