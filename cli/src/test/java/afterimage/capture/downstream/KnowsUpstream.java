package afterimage.capture.downstream;

public final class KnowsUpstream {

  private KnowsUpstream() {}

  public static Object previous() {
    return afterimage.capture.upstream.KnowsDownstream.class;
  }
}
