package afterimage.store.integrity;

/// A digest that cannot be used: it is none, or was changed, or cut off.
public final class DigestProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  DigestProblem(String message) {
    super(message + ". Use a digest as `afterimage store head` wrote it");
  }
}
