package afterimage.eventsourced.projection;

import afterimage.eventsourced.handling.Refused;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreObserver;
import afterimage.store.projection.Fresh;
import afterimage.store.projection.Projection;
import afterimage.store.projection.ProjectionStatus;
import afterimage.store.projection.Projections;
import afterimage.store.projection.RebuildProgress;
import afterimage.store.subscription.Wakeups;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// The shop's projections over one store, whether its events were decided or derived. Once they are
/// started they follow the events until they are closed; they can be read and rebuilt without that.
public final class ShopProjections implements AutoCloseable {

  private static final CartView SCHEDULED = new SalesByDay();
  private static final Map<String, CartView> VIEWS = views();

  private final Projections projections;
  private final Rebuilds rebuilds;
  private final List<Following> following = new ArrayList<>();

  /// @param database the store's
  public ShopProjections(
      PostgresEventStore store, DataSource database, Wakeups wakeups, StoreObserver observer) {
    this.projections = new Projections(store, database, wakeups, observer);
    this.rebuilds = new Rebuilds(projections, Clock.systemUTC());
  }

  private static Map<String, CartView> views() {
    Map<String, CartView> views = new LinkedHashMap<>();
    List.of(new CartSummaries(), new OpenItems(), new Removals(), new Checkouts(), SCHEDULED)
        .forEach(view -> views.put(view.name(), view));
    return views;
  }

  public static List<String> names() {
    return List.copyOf(VIEWS.keySet());
  }

  /// Makes the tables of those that have none, and lets all of them follow the events. One whose
  /// code has changed is rebuilt beside the old tables, and so is one whose rebuild was killed.
  ///
  /// @param every how often the one on a schedule catches up
  public synchronized void start(Duration every) throws SQLException {
    for (CartView view : VIEWS.values()) {
      Projection projection = new CartProjection(view);
      projections.create(projection);
      boolean killed = killed(projection);
      following.add(
          Following.start(
              projection,
              () ->
                  view.equals(SCHEDULED)
                      ? projections.scheduled(projection, every)
                      : projections.continuous(projection)));
      if (killed) {
        rebuilds.start(projection);
      }
    }
  }

  /// Whether a rebuild of it was killed, and it is not to be rebuilt anyway.
  private boolean killed(Projection projection) throws SQLException {
    ProjectionStatus status = status(projection.name());
    return status.version() == projection.version()
        && status.rebuilding().isPresent()
        && !status.rebuilding().get().running();
  }

  /// @param after the key after which the page begins; empty for the beginning
  /// @param limit how many rows at most
  /// @throws Refused if there is none of this name
  public Fresh<RowPage> page(String name, String after, int limit) throws SQLException {
    CartView view = view(name);
    return projections.read(name, connection -> RowQueries.page(view, after, limit, connection));
  }

  /// Waits until a projection has everything up to a position.
  ///
  /// @throws Refused if there is none of this name, or it took longer
  public void await(String name, long position, Duration longest)
      throws SQLException, InterruptedException {
    view(name);
    if (!projections.await(name, position, longest)) {
      throw new Refused(
          "position-not-reached",
          "Projection %s is at position %d; expected %d or more within %d s. Ask again, or for less."
              .formatted(name, status(name).position(), position, longest.toSeconds()));
    }
  }

  /// In the order of their names.
  public List<ProjectionStatus> status() throws SQLException {
    return projections.status().stream()
        .filter(status -> VIEWS.containsKey(status.name()))
        .toList();
  }

  /// @throws Refused if there is none of this name
  public ProjectionStatus status(String name) throws SQLException {
    view(name);
    return status().stream()
        .filter(status -> status.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  /// Begins to throw it away and build it again, or goes on where a rebuild was killed; returns at
  /// once.
  ///
  /// @throws Refused if there is none of this name, or it is being rebuilt already
  public RebuildState startRebuild(String name) throws SQLException {
    rebuilds.start(new CartProjection(view(name)));
    return rebuilds.state(name);
  }

  /// @throws Refused if there is none of this name
  public RebuildState rebuildState(String name) throws SQLException {
    view(name);
    return rebuilds.state(name);
  }

  /// Rebuilds it before this returns; makes its tables where there are none.
  ///
  /// @return up to which position everything is in it
  /// @throws Refused if there is none of this name
  public long rebuild(String name, RebuildProgress progress) throws SQLException {
    Projection projection = new CartProjection(view(name));
    projections.create(projection);
    return projections.rebuild(projection, progress);
  }

  /// @throws Refused if there is none of this name
  public static void refuseUnknown(String name) {
    view(name);
  }

  private static CartView view(String name) {
    CartView view = VIEWS.get(name);
    if (view == null) {
      throw unknown(name);
    }
    return view;
  }

  private static Refused unknown(String name) {
    return new Refused(
        "projection-unknown",
        "There is no projection %s; expected one of: %s."
            .formatted(name, String.join(", ", VIEWS.keySet())));
  }

  @Override
  public synchronized void close() {
    following.forEach(Following::close);
    following.clear();
  }
}
