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
import java.util.Map;
import java.util.Set;

/// Makes `after.price` one variable for the run time. CEL converts a whole map, here a row, each
/// time
/// that one of its fields is read.
///
/// @param fields what the variables stand for, by their names
record FlatFields(CelAbstractSyntaxTree ast, Map<String, Expression.Field> fields) {

  FlatFields {
    fields = Map.copyOf(fields);
  }

  /// @param roots the variables that are rows, or like them
  static FlatFields of(CelAbstractSyntaxTree checked, Set<String> roots) {
    CelMutableAst mutable = CelMutableAst.fromCelAst(checked);
    Map<String, Expression.Field> fields = new HashMap<>();
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
      Map<String, Expression.Field> fields,
      Map<Long, CelReference> references) {
    CelMutableExpr operand = expr.select().operand();
    if (expr.select().testOnly()
        || operand.getKind() != Kind.IDENT
        || !roots.contains(operand.ident().name())) {
      return;
    }
    String root = operand.ident().name();
    String field = expr.select().field();
    String name = root + "." + field;
    fields.put(name, new Expression.Field(root, field));
    references.remove(operand.id());
    references.put(expr.id(), CelReference.newBuilder().setName(name).build());
    expr.setIdent(CelMutableIdent.create(name));
  }
}
