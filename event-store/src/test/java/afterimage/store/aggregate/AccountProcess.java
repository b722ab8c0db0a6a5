package afterimage.store.aggregate;

import afterimage.postgres.Database;
import afterimage.store.Metadata;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreObserver;
import afterimage.store.StreamId;
import afterimage.store.aggregate.Account.Command;
import afterimage.store.aggregate.Account.State;
import java.time.Duration;

/// Deposits for ever, with a snapshot after each event, and prints a line for each; or halts after
/// its first append, before the snapshot.
final class AccountProcess {

  private AccountProcess() {}

  public static void main(String[] arguments) {
    Database database = Database.parse(arguments[0]);
    boolean halts = arguments[1].equals("halt");
    StoreObserver observer =
        new StoreObserver() {
          @Override
          public void appended(int events, int fresh, Duration took) {
            if (halts) {
              Runtime.getRuntime().halt(137);
            }
          }
        };
    var accounts =
        new Aggregates<>(
                new PostgresEventStore(database.dataSource()).observedBy(observer),
                new Account(),
                Account.types())
            .snapshotting(Snapshots.in(database.dataSource(), Codec.of(State.class)).every(1));
    while (true) {
      accounts.handle(StreamId.of("account-1"), new Command.Deposit(1), Metadata.NONE);
      System.out.println("deposited");
    }
  }
}
