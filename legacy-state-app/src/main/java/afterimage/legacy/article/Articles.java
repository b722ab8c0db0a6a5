package afterimage.legacy.article;

import static afterimage.legacy.tables.Tables.ARTICLES;
import static afterimage.legacy.tables.Tables.CARTS;
import static afterimage.legacy.tables.Tables.CART_ITEMS;
import static org.jooq.impl.DSL.select;

import afterimage.legacy.stating.Statements;
import afterimage.legacy.stating.Use;
import afterimage.legacy.version.ExpectedVersion;
import afterimage.legacy.version.Version;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/// All articles of the catalogue. What one cost before is overwritten.
public final class Articles {

  private final DSLContext db;
  private final Statements statements;

  /// @param statements what is said of each change beside its rows
  public Articles(DSLContext db, Statements statements) {
    this.db = db;
    this.statements = statements;
  }

  public Optional<Article> find(String sku) {
    return db.select(ARTICLES.UNIT_PRICE)
        .from(ARTICLES)
        .where(ARTICLES.SKU.eq(sku))
        .fetchOptional(row -> new Article(sku, row.value1()));
  }

  /// Gives an article a price, and every open cart that holds it at another one.
  public ArticleAnswer changePrice(String sku, BigDecimal unitPrice, ExpectedVersion expected) {
    Article article = new Article(sku, unitPrice);
    return db.transactionResult(
        tx -> {
          Optional<Article> held = lock(tx.dsl(), sku);
          Optional<Version> current = held.map(Article::version);
          if (!expected.admits(current)) {
            return new ArticleAnswer.VersionDiffers(sku, current, expected);
          }
          boolean isSame = held.filter(article::equals).isPresent();
          statements.intend(
              tx.dsl(), new Use.PriceArticle(sku, article.unitPrice(), List.of(), isSame));
          tx.dsl()
              .insertInto(ARTICLES)
              .set(ARTICLES.SKU, sku)
              .set(ARTICLES.UNIT_PRICE, article.unitPrice())
              .onConflict(ARTICLES.SKU)
              .doUpdate()
              .set(ARTICLES.UNIT_PRICE, article.unitPrice())
              .execute();
          List<Long> carts = reprice(tx.dsl(), article);
          statements.tell(tx.dsl(), new Use.PriceArticle(sku, article.unitPrice(), carts, isSame));
          return new ArticleAnswer.Done(article, carts);
        });
  }

  private static Optional<Article> lock(DSLContext db, String sku) {
    return db.select(ARTICLES.UNIT_PRICE)
        .from(ARTICLES)
        .where(ARTICLES.SKU.eq(sku))
        .forUpdate()
        .fetchOptional(row -> new Article(sku, row.value1()));
  }

  /// One statement over the carts of everybody. Whoever wrote it had the prices in mind, and not
  /// `carts.updated_at`, which every other change sets.
  private static List<Long> reprice(DSLContext db, Article article) {
    var holding =
        select(CART_ITEMS.CART_ID)
            .from(CART_ITEMS)
            .where(CART_ITEMS.SKU.eq(article.sku()), CART_ITEMS.UNIT_PRICE.ne(article.unitPrice()));
    // In one order, like everybody who locks several carts, so that nobody blocks each other.
    List<Long> open =
        db.select(CARTS.ID)
            .from(CARTS)
            .where(CARTS.CHECKED_OUT.isFalse(), CARTS.ID.in(holding))
            .orderBy(CARTS.ID)
            .forUpdate()
            .fetch(CARTS.ID);
    return db
        .update(CART_ITEMS)
        .set(CART_ITEMS.UNIT_PRICE, article.unitPrice())
        .where(
            CART_ITEMS.SKU.eq(article.sku()),
            CART_ITEMS.UNIT_PRICE.ne(article.unitPrice()),
            CART_ITEMS.CART_ID.in(open))
        .returning(CART_ITEMS.CART_ID)
        .fetch(CART_ITEMS.CART_ID)
        .stream()
        .sorted()
        .toList();
  }
}
