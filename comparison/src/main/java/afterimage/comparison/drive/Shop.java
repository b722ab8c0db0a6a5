package afterimage.comparison.drive;

import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Sender;

/// One app, however it is reached: over HTTP, or as a plain object.
public interface Shop {

  /// @throws DriveProblem if no answer comes
  Answer send(Command command, Sender sender);

  /// The state of a stream, such as `cart-101`, now.
  ///
  /// @throws DriveProblem if no answer comes
  Answer state(String stream);
}
