package afterimage.legacy;

import afterimage.legacy.article.Articles;
import afterimage.legacy.button.Buttons;
import afterimage.legacy.cart.Carts;
import afterimage.legacy.cart.CheckoutFaults;
import afterimage.legacy.cart.CheckoutSubscriber;
import afterimage.legacy.stating.Statements;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/// The shop over one database. It keeps no state of its own, so there may be many at once, over
/// the same database or others.
public final class LegacyShop {

  static {
    // Its banner and its tip of the day are not our user's log.
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }

  private final Carts carts;
  private final Buttons buttons;
  private final Articles articles;
  private final CheckoutFaults faults = new CheckoutFaults();

  /// @param source a database with the tables that [#migrate] makes
  /// @param subscriber is told of each checkout
  public LegacyShop(DataSource source, CheckoutSubscriber subscriber) {
    this(source, subscriber, Statements.NONE);
  }

  /// As above.
  ///
  /// @param statements what it says of itself beside its rows; [#migrate(DataSource, Statements)]
  ///     makes what that needs
  public LegacyShop(DataSource source, CheckoutSubscriber subscriber, Statements statements) {
    DSLContext db =
        DSL.using(source, SQLDialect.POSTGRES, new Settings().withExecuteLogging(false));
    this.carts = new Carts(db, subscriber, faults, statements);
    this.buttons = new Buttons(db, statements);
    this.articles = new Articles(db, statements);
  }

  /// Makes the tables, or brings them up to date, in the schema `public`.
  public static void migrate(DataSource source) {
    LegacySchema.migrate(source);
  }

  /// As [#migrate(DataSource)], and the table that the statements need, if they need one.
  public static void migrate(DataSource source, Statements statements) {
    LegacySchema.migrate(source);
    if (statements.outbox()) {
      LegacySchema.addOutbox(source);
    }
  }

  public Carts carts() {
    return carts;
  }

  public Buttons buttons() {
    return buttons;
  }

  public Articles articles() {
    return articles;
  }

  /// Lets the publication of checkouts go wrong, to look at what becomes of them.
  public CheckoutFaults faults() {
    return faults;
  }
}
