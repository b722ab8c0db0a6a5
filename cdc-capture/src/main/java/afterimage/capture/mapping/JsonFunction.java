package afterimage.capture.mapping;

import afterimage.store.Json;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;

/// `json(after.document).field`: a JSON text as a value.
final class JsonFunction {

  private JsonFunction() {}

  static List<CelFunctionDecl> declarations() {
    return List.of(
        CelFunctionDecl.newFunctionDeclaration(
            "json",
            CelOverloadDecl.newGlobalOverload(
                "string_to_json", SimpleType.DYN, SimpleType.STRING)));
  }

  static List<CelFunctionBinding> bindings() {
    return List.of(
        CelFunctionBinding.from(
            "string_to_json", String.class, text -> CelValues.dynamic(new Json(text).tree())));
  }
}
