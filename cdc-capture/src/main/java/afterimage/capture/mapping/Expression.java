package afterimage.capture.mapping;

import afterimage.capture.change.TableId;
import dev.cel.common.exceptions.CelIterationLimitExceededException;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
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
/// @param bounded whether it cannot run away, whatever it reads
public record Expression(
    String text,
    Reads reads,
    CelType type,
    @Nullable Field plain,
    Map<String, List<String>> fields,
    boolean bounded,
    CelRuntime.Program program) {

  /// How many turns the macros of one evaluation take together.
  static final int MOST_ITERATIONS = 100_000;

  private static final int LONGEST_REASON = 300;

  /// @param before the columns it reads of the row as it was
  /// @param after the columns it reads of the row as it is
  /// @param tables the tables whose rows it reads, of the aggregate or of the transaction
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
    CelVariableResolver resolver = name -> Optional.ofNullable(value(name, variables));
    try {
      return bounded ? program.eval(resolver) : metered(resolver);
    } catch (CelEvaluationException e) {
      throw new ExpressionFailed(text, reason(e), e);
    }
  }

  private Object metered(CelVariableResolver resolver) throws CelEvaluationException {
    Meter meter = new Meter();
    Object value = program.trace(resolver, meter);
    // Not every operator hands an error on.
    if (meter.problem().isPresent()) {
      throw new ExpressionFailed(text, meter.problem().get(), null);
    }
    return value;
  }

  /// CEL's words about a function have all in them that it was given; then only the cause is told.
  private static String reason(CelEvaluationException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CelIterationLimitExceededException) {
        return "its macros take more than %,d turns".formatted(MOST_ITERATIONS);
      }
    }
    String reason = String.valueOf(e.getMessage());
    if (reason.contains("Function '") && e.getCause() != null) {
      Throwable cause = e.getCause();
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      reason = String.valueOf(cause.getMessage());
    }
    return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
  }

  private @Nullable Object value(String name, Variables variables) {
    List<String> path = fields.get(name);
    if (path == null) {
      return variables.value(name);
    }
    if (path.size() == 3) {
      return variables.rows(path.getFirst(), new TableId(path.get(1), path.getLast()));
    }
    return variables.value(path.getFirst()) instanceof Map<?, ?> of ? of.get(path.get(1)) : null;
  }

  /// What the names in an expression stand for.
  public interface Variables {
    /// @return a value of CEL; null if there is no such name
    @Nullable Object value(String name);

    /// @param name `rows`, `inserted`, `deleted`, `written` or `gone`
    /// @return null if there is no such name
    default @Nullable Object rows(String name, TableId table) {
      return null;
    }
  }

  /// An expression has no value for these rows.
  public static final class ExpressionFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    ExpressionFailed(String text, String reason, @Nullable Throwable cause) {
      super("`%s` has no value: %s".formatted(text, reason), cause);
    }
  }
}
