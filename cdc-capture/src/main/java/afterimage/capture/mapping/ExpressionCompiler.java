package afterimage.capture.mapping;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.TableId;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/// Compiles the expressions of one mapping. Each is checked against the names of its [Scope], so a
/// misspelt column and a sum of a name and a number are found before the first change comes.
final class ExpressionCompiler {

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableQuotedIdentifierSyntax(true)
          .enableHeterogeneousNumericComparisons(true)
          .populateMacroCalls(true)
          .comprehensionMaxIterations(Expression.MOST_ITERATIONS)
          .maxExpressionCodePointSize(10_000)
          .maxParseRecursionDepth(100)
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(CelExtensions.optional())
          .addFunctionBindings(Decimals.bindings())
          .addFunctionBindings(JsonFunction.bindings())
          .build();

  private final Yaml yaml;
  private final Catalog catalog;

  ExpressionCompiler(Yaml yaml, Catalog catalog) {
    this.yaml = yaml;
    this.catalog = catalog;
  }

  /// @param owner whose expression it is, for messages
  /// @param type what it must give; null for anything
  /// @return empty if there were problems
  Optional<Expression> compile(Node node, String owner, Scope scope, @Nullable CelType type) {
    return yaml.text(node, owner).flatMap(text -> compile(node, text, owner, scope, type));
  }

  /// @param node where problems are told
  Optional<Expression> compile(
      Node node, String text, String owner, Scope scope, @Nullable CelType type) {
    CelCompiler compiler = compiler(scope, type);
    CelValidationResult parsed = compiler.parse(text);
    if (parsed.hasError()) {
      parsed.getErrors().forEach(issue -> report(node, owner, text, issue));
      return Optional.empty();
    }
    ReadFinder finder = new ReadFinder(scope, catalog, owner);
    try {
      CelAbstractSyntaxTree ast = IndexedFields.asFields(parsed.getAst());
      Map<Long, Integer> positions = ast.getSource().getPositionsMap();
      CelNavigableAst.fromAst(ast)
          .getRoot()
          .allNodes()
          .map(CelNavigableExpr::expr)
          .forEach(expr -> finder.read(expr, positions));
      if (!finder.wrong().isEmpty()) {
        finder.wrong().forEach(wrong -> yaml.problem(node, wrong.at(), wrong.message()));
        return Optional.empty();
      }
      CelValidationResult checked = compiler.check(ast);
      if (checked.hasError()) {
        checked.getErrors().forEach(issue -> report(node, owner, text, issue));
        return Optional.empty();
      }
      CelAbstractSyntaxTree typed = checked.getAst();
      FlatFields flat = FlatFields.of(typed, scope.rowLike());
      return Optional.of(
          new Expression(
              text,
              finder.reads(),
              typed.getResultType(),
              plain(ast.getExpr()),
              flat.fields(),
              Bounded.isBounded(typed),
              RUNTIME.createProgram(flat.ast())));
    } catch (CelValidationException | CelEvaluationException e) {
      yaml.problem(node, "%s does not compile: %s".formatted(owner, e.getMessage()));
      return Optional.empty();
    }
  }

  private static CelCompiler compiler(Scope scope, @Nullable CelType type) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(scope.types())
            .addLibraries(CelExtensions.optional())
            .addFunctionDeclarations(Decimals.declarations())
            .addFunctionDeclarations(JsonFunction.declarations());
    scope.variables().forEach(builder::addVar);
    if (type != null) {
      builder.setResultType(type);
    }
    return builder.build();
  }

  private static Expression.@Nullable Field plain(CelExpr expr) {
    if (expr.getKind() == CelExpr.ExprKind.Kind.SELECT && !expr.select().testOnly()) {
      CelExpr operand = expr.select().operand();
      if (operand.getKind() == CelExpr.ExprKind.Kind.IDENT) {
        return new Expression.Field(operand.ident().name(), expr.select().field());
      }
    }
    return null;
  }

  private void report(Node node, String owner, String text, CelIssue issue) {
    var place = issue.getSourceLocation();
    int lines =
        text.lines()
            .limit(Math.max(0, place.getLine() - 1))
            .mapToInt(line -> line.codePointCount(0, line.length()) + 1)
            .sum();
    // CEL lists every overload that there is, and a container that we do not have.
    String message = issue.getMessage().replaceFirst(" \\((candidates: |in container).*", "");
    yaml.problem(node, lines + Math.max(0, place.getColumn()), "%s: %s".formatted(owner, message));
  }

  /// The tables that a set of expressions reads.
  static java.util.Set<TableId> tables(Iterable<Expression> expressions) {
    java.util.Set<TableId> tables = new java.util.TreeSet<>();
    expressions.forEach(expression -> tables.addAll(expression.reads().tables()));
    return tables;
  }
}
