package afterimage.store;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.util.UUID;

/// Ids for events: from the clock for what happens now, from a name for what must get the same id
/// whenever it is derived again.
public final class EventIds {

  /// The namespace of our name-based ids; changing it changes every derived event's id.
  private static final UUID NAMESPACE = UUID.fromString("a61f7e3c-5b0d-5c8e-9d54-0f1be3a7c2d1");

  private static final TimeBasedEpochRandomGenerator CLOCK =
      Generators.timeBasedEpochRandomGenerator();
  private static final ThreadLocal<NameBasedGenerator> NAMES =
      ThreadLocal.withInitial(() -> Generators.nameBasedGenerator(NAMESPACE));

  private EventIds() {}

  /// A UUID of version 7.
  public static UUID next() {
    return CLOCK.generate();
  }

  /// A UUID of version 5.
  public static UUID named(String name) {
    return NAMES.get().generate(name);
  }
}
