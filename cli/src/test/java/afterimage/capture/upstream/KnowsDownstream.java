package afterimage.capture.upstream;

public final class KnowsDownstream {

  private KnowsDownstream() {}

  public static Object next() {
    return afterimage.capture.downstream.KnowsUpstream.class;
  }
}
