package afterimage.comparison.ladder;

import afterimage.comparison.drive.Shop;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The legacy app with its publication of checkouts, which is a second write beside the commit and
/// can be made to go wrong.
///
/// @param turn the switch
/// @param told the carts that its subscriber was told of
public record Publishing(Shop shop, Consumer<Fault> turn, Supplier<List<Long>> told) {

  public enum Fault {
    NONE,
    /// The commit stands, and nobody is told.
    MESSAGE_LOST,
    /// Somebody is told, and nothing is committed.
    COMMIT_FAILS
  }
}
