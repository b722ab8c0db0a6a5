package afterimage.capture.mapping;

import afterimage.capture.change.TableId;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A compiled CEL expression and what it reads.
///
/// @param reads what it needs to have a value
/// @param plain the one column or field that it is, if it is nothing more
/// @param fields the paths that its variables stand for, if they are fields of others
public record Expression(
    String text,
    Reads reads,
    CelType type,
    @Nullable Field plain,
    Map<String, List<String>> fields,
    CelRuntime.Program program) {

  /// @param before the columns it reads of the row as it was
  /// @param after the columns it reads of the row as it is
  /// @param tables the tables whose rows of the aggregate it reads
  public record Reads(Set<String> before, Set<String> after, Set<TableId> tables) {
    public Reads {
      before = Set.copyOf(before);
      after = Set.copyOf(after);
      tables = Set.copyOf(tables);
    }
  }

  /// `variable.name`.
  public record Field(String variable, String name) {}

  /// @return a value of CEL: see [CelValues]
  /// @throws ExpressionFailed if there is no value, for one because a cell it reads is NULL
  public Object evaluate(Variables variables) {
    if (plain != null && variables.value(plain.variable) instanceof Map<?, ?> of) {
      Object value = of.get(plain.name);
      if (value != null) {
        return value;
      }
    }
    try {
      return program.eval(name -> Optional.ofNullable(value(name, variables)));
    } catch (CelEvaluationException e) {
      throw new ExpressionFailed(text, e);
    }
  }

  private @Nullable Object value(String name, Variables variables) {
    List<String> path = fields.get(name);
    if (path == null) {
      return variables.value(name);
    }
    Object value = variables.value(path.getFirst());
    for (int i = 1; i < path.size(); i++) {
      value = value instanceof Map<?, ?> of ? of.get(path.get(i)) : null;
    }
    return value;
  }

  /// What the names in an expression stand for.
  public interface Variables {
    /// @return a value of CEL; null if there is no such name
    @Nullable Object value(String name);
  }

  /// An expression has no value for these rows.
  public static final class ExpressionFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    ExpressionFailed(String text, CelEvaluationException e) {
      super("`%s` has no value: %s".formatted(text, e.getMessage()), e);
    }
  }
}
