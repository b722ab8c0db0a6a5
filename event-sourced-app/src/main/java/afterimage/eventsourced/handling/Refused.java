package afterimage.eventsourced.handling;

/// A rule of the shop says no; nothing was appended. The message is a whole sentence for people:
/// where, what, expected and actual.
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String problem;

  /// @param problem the name of the rule, such as `cart-empty`; a name that ends in `-unknown` says
  ///     that there is no such thing
  public Refused(String problem, String sentence) {
    super(sentence);
    this.problem = problem;
  }

  public String problem() {
    return problem;
  }
}
