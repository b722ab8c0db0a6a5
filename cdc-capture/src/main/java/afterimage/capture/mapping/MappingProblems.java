package afterimage.capture.mapping;

import java.util.List;
import java.util.stream.Collectors;

/// A mapping file that cannot be used, with everything that is wrong in it.
public final class MappingProblems extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  MappingProblems(List<Problem> problems) {
    super(problems.stream().sorted().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = problems.stream().sorted().toList();
  }

  public List<Problem> problems() {
    return problems;
  }
}
