package afterimage.comparison.downstream;

public final class KnowsUpstream {

  private KnowsUpstream() {}

  public static Object previous() {
    return afterimage.comparison.upstream.KnowsDownstream.class;
  }
}
