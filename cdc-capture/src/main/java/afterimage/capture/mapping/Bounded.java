package afterimage.capture.mapping;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.NullableType;
import java.util.Set;

/// Whether an expression takes no longer than it is long, whatever it reads: it goes through no
/// list, and makes no text longer. Such a one needs no [Meter].
final class Bounded {

  private static final Set<String> QUICK =
      Set.of(
          "_&&_",
          "_||_",
          "!_",
          "_?_:_",
          "_<_",
          "_<=_",
          "_>_",
          "_>=_",
          "_-_",
          "-_",
          "_*_",
          "_/_",
          "_%_",
          "_?._",
          "orValue",
          "or",
          "hasValue",
          "value");

  private static final Set<String> QUICK_ON_SCALARS = Set.of("_==_", "_!=_", "_+_");

  private Bounded() {}

  static boolean isBounded(CelAbstractSyntaxTree checked) {
    return CelNavigableAst.fromAst(checked)
        .getRoot()
        .allNodes()
        .map(CelNavigableExpr::expr)
        .allMatch(expr -> isQuick(expr, checked));
  }

  private static boolean isQuick(CelExpr expr, CelAbstractSyntaxTree checked) {
    return switch (expr.getKind()) {
      case COMPREHENSION -> false;
      case CALL ->
          QUICK.contains(expr.call().function())
              || (QUICK_ON_SCALARS.contains(expr.call().function())
                  && expr.call().args().stream()
                      .allMatch(arg -> isScalar(arg, expr.call().function(), checked)));
      default -> true;
    };
  }

  private static boolean isScalar(CelExpr arg, String function, CelAbstractSyntaxTree checked) {
    CelType type = checked.getType(arg.id()).orElse(null);
    CelType plain = type instanceof NullableType nullable ? nullable.targetType() : type;
    if (plain == null) {
      return false;
    }
    return plain.equals(Decimals.TYPE)
        || switch (plain.kind()) {
          case INT, UINT, DOUBLE, BOOL, NULL_TYPE -> true;
          case STRING -> !function.equals("_+_");
          default -> false;
        };
  }
}
