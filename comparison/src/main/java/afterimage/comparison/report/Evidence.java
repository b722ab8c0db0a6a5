package afterimage.comparison.report;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.translate.Translation;
import afterimage.comparison.drive.Journal;
import afterimage.comparison.drive.ShopClient;
import afterimage.comparison.scenario.Scenario;
import afterimage.store.EventStore;
import java.util.List;

/// What a run left behind: a scenario was played, and capture has caught up.
///
/// @param captured every transaction that capture stored, in commit order
/// @param legacy the state-oriented app
/// @param eventSourced the event-sourced app over its own streams
/// @param derived the same app over the derived streams
public record Evidence(
    Scenario scenario,
    Journal journal,
    List<Mapping> mappings,
    Catalog catalog,
    List<Translation> captured,
    EventStore trueStore,
    EventStore derivedStore,
    ShopClient legacy,
    ShopClient eventSourced,
    ShopClient derived) {

  public Evidence {
    mappings = List.copyOf(mappings);
    captured = List.copyOf(captured);
  }
}
