package afterimage.legacy.cart;

import java.util.concurrent.atomic.AtomicReference;

/// A switch that lets the publication of checkouts go wrong as it goes wrong in real life, so that
/// it can be looked at. Nothing goes wrong until it is turned.
public final class CheckoutFaults {

  public enum Fault {
    /// All goes well.
    NONE,
    /// The way to the subscriber is down: the commit stands, and nobody is told.
    MESSAGE_LOST,
    /// The database is lost after the message was sent: somebody is told of what never was.
    COMMIT_FAILS
  }

  private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);

  public Fault fault() {
    return fault.get();
  }

  public void turn(Fault to) {
    fault.set(to);
  }
}
