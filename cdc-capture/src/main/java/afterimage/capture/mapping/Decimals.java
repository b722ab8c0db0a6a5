package afterimage.capture.mapping;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// Arithmetic and comparison of decimals, among each other and with whole numbers, and
/// `decimal("0.10")`. CEL has doubles only, which would change money.
final class Decimals {

  static final CelType TYPE = OpaqueType.create("decimal");

  private static final List<CelFunctionDecl> DECLARATIONS = new ArrayList<>();
  private static final List<CelFunctionBinding> BINDINGS = new ArrayList<>();

  static {
    binary("_+_", "add", TYPE, Decimal::plus);
    binary("_-_", "subtract", TYPE, Decimal::minus);
    binary("_*_", "multiply", TYPE, Decimal::times);
    binary("_<_", "less", SimpleType.BOOL, (a, b) -> a.compareTo(b) < 0);
    binary("_<=_", "less_equals", SimpleType.BOOL, (a, b) -> a.compareTo(b) <= 0);
    binary("_>_", "greater", SimpleType.BOOL, (a, b) -> a.compareTo(b) > 0);
    binary("_>=_", "greater_equals", SimpleType.BOOL, (a, b) -> a.compareTo(b) >= 0);
    DECLARATIONS.add(
        CelFunctionDecl.newFunctionDeclaration(
            "decimal",
            CelOverloadDecl.newGlobalOverload("string_to_decimal", TYPE, SimpleType.STRING),
            CelOverloadDecl.newGlobalOverload("int_to_decimal", TYPE, SimpleType.INT)));
    BINDINGS.add(CelFunctionBinding.from("string_to_decimal", String.class, Decimal::parse));
    BINDINGS.add(CelFunctionBinding.from("int_to_decimal", Long.class, Decimal::of));
  }

  private Decimals() {}

  static List<CelFunctionDecl> declarations() {
    return List.copyOf(DECLARATIONS);
  }

  static List<CelFunctionBinding> bindings() {
    return List.copyOf(BINDINGS);
  }

  // The functions given above hold no state.
  @SuppressWarnings("Immutable")
  private static void binary(
      String operator, String name, CelType result, BiFunction<Decimal, Decimal, Object> apply) {
    DECLARATIONS.add(
        CelFunctionDecl.newFunctionDeclaration(
            operator,
            CelOverloadDecl.newGlobalOverload(name + "_decimal_decimal", result, TYPE, TYPE),
            CelOverloadDecl.newGlobalOverload(name + "_decimal_int", result, TYPE, SimpleType.INT),
            CelOverloadDecl.newGlobalOverload(
                name + "_int_decimal", result, SimpleType.INT, TYPE)));
    BINDINGS.add(
        CelFunctionBinding.from(
            name + "_decimal_decimal", Decimal.class, Decimal.class, apply::apply));
    BINDINGS.add(
        CelFunctionBinding.from(
            name + "_decimal_int",
            Decimal.class,
            Long.class,
            (a, b) -> apply.apply(a, Decimal.of(b))));
    BINDINGS.add(
        CelFunctionBinding.from(
            name + "_int_decimal",
            Long.class,
            Decimal.class,
            (a, b) -> apply.apply(Decimal.of(a), b)));
  }
}
