package afterimage.capture.mapping;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.TableId;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/// Compiles the expressions of one mapping against the columns that there are. Each column of
/// `before` and `after` is a variable of its column's type, so a misspelt one and a sum of a name
/// and a number are found before the first change comes.
final class ExpressionCompiler {

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableQuotedIdentifierSyntax(true)
          .enableHeterogeneousNumericComparisons(true)
          .populateMacroCalls(true)
          .comprehensionMaxIterations(100_000)
          .maxExpressionCodePointSize(10_000)
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .addFunctionBindings(Decimals.bindings())
          .build();

  private final Yaml yaml;
  private final Catalog catalog;

  ExpressionCompiler(Yaml yaml, Catalog catalog) {
    this.yaml = yaml;
    this.catalog = catalog;
  }

  /// @param owner whose expression it is, for messages
  /// @param members the tables that `rows` has
  /// @param type what it must give; null for anything
  /// @return empty if there were problems
  Optional<Expression> compile(
      Node node,
      String owner,
      Table table,
      Operation operation,
      Set<TableId> members,
      @Nullable CelType type) {
    Optional<String> text = yaml.text(node, owner);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addFunctionDeclarations(Decimals.declarations())
            .addVar("op", SimpleType.STRING)
            .addVar("changed", ListType.create(SimpleType.STRING))
            .addVar(
                "rows",
                MapType.create(
                    SimpleType.STRING,
                    ListType.create(MapType.create(SimpleType.STRING, SimpleType.DYN))));
    for (Column column : table.columns()) {
      if (operation != Operation.INSERT) {
        builder.addVar("before." + column.name(), type(column));
      }
      if (operation != Operation.DELETE) {
        builder.addVar("after." + column.name(), type(column));
      }
    }
    if (type != null) {
      builder.setResultType(type);
    }
    var compiler = builder.build();
    CelValidationResult parsed = compiler.parse(text.get());
    if (parsed.hasError()) {
      parsed.getErrors().forEach(issue -> report(node, owner, text.get(), issue));
      return Optional.empty();
    }
    Names names = new Names(node, owner, table, operation, members);
    try {
      CelAbstractSyntaxTree ast = parsed.getAst();
      names.read(ast);
      if (names.wrong) {
        return Optional.empty();
      }
      CelValidationResult checked = compiler.check(ast);
      if (checked.hasError()) {
        checked.getErrors().forEach(issue -> report(node, owner, text.get(), issue));
        return Optional.empty();
      }
      return Optional.of(
          new Expression(
              text.get(),
              names.before,
              names.after,
              names.rows,
              RUNTIME.createProgram(checked.getAst())));
    } catch (dev.cel.common.CelValidationException | CelEvaluationException e) {
      yaml.problem(node, "%s does not compile: %s".formatted(owner, e.getMessage()));
      return Optional.empty();
    }
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

  private static CelType type(Column column) {
    CelType type =
        switch (column.sort()) {
          case INTEGER -> SimpleType.INT;
          case FLOAT -> SimpleType.DOUBLE;
          case DECIMAL -> Decimals.TYPE;
          case BOOLEAN -> SimpleType.BOOL;
          case TEXT -> SimpleType.STRING;
        };
    return column.nullable() ? NullableType.create(type) : type;
  }

  /// Finds which columns and rows an expression names, and says what is wrong with a name in words
  /// that CEL does not have.
  private final class Names {

    private final Node node;
    private final String owner;
    private final Table table;
    private final Operation operation;
    private final Set<TableId> members;
    private final Set<String> before = new TreeSet<>();
    private final Set<String> after = new TreeSet<>();
    private final Set<TableId> rows = new TreeSet<>();
    private boolean wrong;

    Names(Node node, String owner, Table table, Operation operation, Set<TableId> members) {
      this.node = node;
      this.owner = owner;
      this.table = table;
      this.operation = operation;
      this.members = members;
    }

    void read(CelAbstractSyntaxTree ast) {
      Map<Long, Integer> positions = ast.getSource().getPositionsMap();
      CelNavigableAst.fromAst(ast)
          .getRoot()
          .allNodes()
          .map(CelNavigableExpr::expr)
          .forEach(expr -> read(expr, positions));
    }

    private void read(CelExpr expr, Map<Long, Integer> positions) {
      switch (expr.getKind()) {
        case SELECT -> {
          CelExpr operand = expr.select().operand();
          if (operand.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            int at = positions.getOrDefault(operand.id(), 0);
            column(operand.ident().name(), expr.select().field(), at);
          }
        }
        case CALL -> {
          var args = expr.call().args();
          if (expr.call().function().equals("_[_]")
              && args.getFirst().getKind() == CelExpr.ExprKind.Kind.IDENT
              && args.getFirst().ident().name().equals("rows")) {
            rows(args.getLast(), positions.getOrDefault(args.getFirst().id(), 0));
          }
        }
        default -> {}
      }
    }

    private void column(String side, String column, int at) {
      if (!side.equals("before") && !side.equals("after")) {
        return;
      }
      if ((side.equals("before") && operation == Operation.INSERT)
          || (side.equals("after") && operation == Operation.DELETE)) {
        wrong(
            at,
            "%s reads %s.%s, but %s has no %s row"
                .formatted(
                    owner,
                    side,
                    column,
                    operation == Operation.INSERT ? "an insert" : "a delete",
                    side.equals("before") ? "earlier" : "later"));
      } else if (table.column(column).isEmpty()) {
        wrong(
            at + side.length() + 1,
            "%s reads %s.%s, but %s has %s.%s"
                .formatted(
                    owner,
                    side,
                    column,
                    table.id(),
                    String.join(", ", table.columnNames()),
                    Yaml.suggestion(column, table.columnNames())));
      } else {
        (side.equals("before") ? before : after).add(column);
      }
    }

    private void rows(CelExpr index, int at) {
      if (index.getKind() != CelExpr.ExprKind.Kind.CONSTANT
          || index.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
        wrong(
            at, owner + " reads rows of a table that is not named. Expected rows['schema.table']");
        return;
      }
      TableId id = TableId.parse(index.constant().stringValue());
      Optional<Table> member = catalog.table(id);
      if (!members.contains(id) || member.isEmpty()) {
        wrong(
            at,
            "%s reads the rows of %s, but the tables of its stream are %s"
                .formatted(owner, id, new TreeSet<>(members)));
      } else if (member.get().key().isEmpty()) {
        wrong(
            at,
            "%s reads the rows of %s, which has no primary key to tell them apart"
                .formatted(owner, id));
      } else {
        rows.add(id);
      }
    }

    private void wrong(int at, String message) {
      wrong = true;
      yaml.problem(node, at, message);
    }
  }
}
