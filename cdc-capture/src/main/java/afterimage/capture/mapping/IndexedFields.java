package afterimage.capture.mapping;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelMutableAst;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import dev.cel.common.ast.CelMutableExpr.CelMutableSelect;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.navigation.CelNavigableMutableExpr;
import java.util.List;

/// Makes `row['any name']` the same as `row.name`: a column may have a name that is no identifier,
/// and CEL knows the fields of a struct only by the dot.
final class IndexedFields {

  private IndexedFields() {}

  static CelAbstractSyntaxTree asFields(CelAbstractSyntaxTree parsed) {
    CelMutableAst ast = CelMutableAst.fromCelAst(parsed);
    CelNavigableMutableAst.fromAst(ast)
        .getRoot()
        .allNodes()
        .map(CelNavigableMutableExpr::expr)
        .filter(expr -> expr.getKind() == Kind.CALL)
        .toList()
        .forEach(IndexedFields::asField);
    // With the source as it was parsed, which knows where everything stands.
    return CelAbstractSyntaxTree.newParsedAst(ast.toParsedAst().getExpr(), parsed.getSource());
  }

  private static void asField(CelMutableExpr expr) {
    CelMutableCall call = expr.call();
    if (call.args().size() != 2
        || call.args().getLast().getKind() != Kind.CONSTANT
        || call.args().getLast().constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      return;
    }
    CelMutableExpr operand = call.args().getFirst();
    if (call.function().equals("_[_]")) {
      String field = call.args().getLast().constant().stringValue();
      expr.setSelect(CelMutableSelect.create(operand, field));
    } else if (call.function().equals("_[?_]")) {
      expr.setCall(CelMutableCall.create("_?._", List.of(operand, call.args().getLast())));
    }
  }
}
