package afterimage.capture.mapping;

import afterimage.capture.change.TableId;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Optional;
import java.util.Set;

/// A compiled CEL expression and what it reads.
///
/// @param before the columns it reads of the row as it was
/// @param after the columns it reads of the row as it is
/// @param rows the tables whose rows of the aggregate it reads
public record Expression(
    String text,
    Set<String> before,
    Set<String> after,
    Set<TableId> rows,
    CelRuntime.Program program) {

  public Expression {
    before = Set.copyOf(before);
    after = Set.copyOf(after);
    rows = Set.copyOf(rows);
  }

  /// @return a value of CEL: see [CelValues]
  /// @throws ExpressionFailed if there is no value, for one because a cell it reads is NULL
  public Object evaluate(Variables variables) {
    try {
      return program.eval(variables::find);
    } catch (CelEvaluationException e) {
      throw new ExpressionFailed(text, e);
    }
  }

  /// What the names in an expression stand for.
  public interface Variables {
    Optional<Object> find(String name);
  }

  /// An expression has no value for these rows.
  public static final class ExpressionFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    ExpressionFailed(String text, CelEvaluationException e) {
      super("`%s` has no value: %s".formatted(text, e.getMessage()), e);
    }
  }
}
