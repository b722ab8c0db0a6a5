package afterimage.comparison.upstream;

public final class KnowsDownstream {

  private KnowsDownstream() {}

  public static Object next() {
    return afterimage.comparison.downstream.KnowsUpstream.class;
  }
}
