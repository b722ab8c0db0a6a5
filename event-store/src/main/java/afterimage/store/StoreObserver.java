package afterimage.store;

import java.time.Duration;

/// Is told what a store does, on the thread that does it; so it must be quick, and never throws.
public interface StoreObserver {

  /// @param fresh how many of the events were new
  default void appended(int events, int fresh, Duration took) {}

  /// @param why `conflict`, `reused` or `failed`
  default void refused(String why) {}

  default void read(int events, Duration took) {}

  /// A step of a subscription or a projection.
  ///
  /// @param lag how many positions it is behind what is readable
  default void advanced(String name, int events, long lag, Duration took) {}

  /// A subscription or a projection failed and will try again.
  default void failed(String name, Throwable failure) {}

  /// @param what `used`, `missed`, `written` or `failed`
  default void snapshot(String what) {}

  static StoreObserver none() {
    return new StoreObserver() {};
  }
}
