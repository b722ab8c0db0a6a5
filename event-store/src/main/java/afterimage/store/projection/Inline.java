package afterimage.store.projection;

import afterimage.store.InlineHandler;
import afterimage.store.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// A projection that each append keeps.
record Inline(Projection kept) implements InlineHandler {

  @Override
  public void handle(List<RecordedEvent> events, Connection transaction) throws SQLException {
    InlineGate.share(transaction, kept.name());
    Stage.LIVE.apply(transaction, kept, events.stream().filter(kept.filter()::passes).toList());
  }

  @Override
  public Optional<String> projection() {
    return Optional.of(kept.name() + "@" + kept.version());
  }
}
