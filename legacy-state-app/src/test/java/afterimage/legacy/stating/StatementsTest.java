package afterimage.legacy.stating;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.legacy.LegacyShop;
import afterimage.legacy.button.ButtonState;
import afterimage.legacy.cart.CartItem;
import afterimage.legacy.cart.CartRefusal;
import afterimage.legacy.cart.Discount;
import afterimage.legacy.cart.Requirement;
import afterimage.legacy.version.ExpectedVersion;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatementsTest {

  private static final ExpectedVersion ANY = new ExpectedVersion.Any();
  private static final Caller ANN = new Caller("Ann", "out of stock", "c-1");

  private final Database database = TestPostgres.freshDatabase();

  private LegacyShop shop(boolean intent, boolean outbox) {
    Statements statements = new Statements(intent, outbox);
    LegacyShop.migrate(database.dataSource(), statements);
    query("select pg_create_logical_replication_slot('said_%s', 'pgoutput')".formatted(slot()));
    query("create publication said for all tables");
    return new LegacyShop(database.dataSource(), _ -> {}, statements);
  }

  private String slot() {
    return database.name().replaceAll("[^a-z0-9]", "_");
  }

  @AfterEach
  void drop_the_slot() {
    query("select pg_drop_replication_slot('said_%s')".formatted(slot()));
  }

  private List<String> query(String sql) {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      List<String> rows = new ArrayList<>();
      if (statement.execute(sql)) {
        var result = statement.getResultSet();
        while (result.next()) {
          rows.add(result.getString(1));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /// What the log says, one letter for each row change, and messages in full.
  private List<String> log() {
    return query(
        """
        select case chr(get_byte(data, 0))
               when 'M' then substring(encode(data, 'escape') from '\\{.*')
               else chr(get_byte(data, 0)) end
        from pg_logical_slot_get_binary_changes('said_%s', null, null,
          'proto_version', '1', 'publication_names', 'said', 'messages', 'true')
        where chr(get_byte(data, 0)) in ('M', 'I', 'U', 'D')
        """
            .formatted(slot()));
  }

  private List<String> outbox() {
    return query(
        "select concat_ws(' ', aggregatetype, aggregateid, type, payload, actor, reason, command_id)"
            + " from outbox order by ctid");
  }

  private static CartItem item(String sku, int quantity, String price) {
    return new CartItem(sku, quantity, new BigDecimal(price));
  }

  @Test
  void by_default_nothing_is_said() {
    LegacyShop shop = shop(false, false);

    ANN.asks(() -> shop.carts().add(101, item("apple", 1, "1.50"), ANY));

    assertThat(log()).containsExactly("I", "I", "U");
    assertThat(query("select to_regclass('outbox')")).containsExactly((String) null);
  }

  @Test
  void an_intent_stands_before_the_rows_and_says_who_and_why() {
    LegacyShop shop = shop(true, false);
    shop.carts().add(101, item("apple", 2, "1.50"), ANY);
    log();

    ANN.asks(() -> shop.carts().remove(101, "apple", 1, Optional.of("out of stock"), ANY));

    assertThat(log())
        .containsExactly(
            "{\"type\":\"RemoveItem\",\"actor\":\"Ann\",\"reason\":\"out of stock\","
                + "\"commandId\":\"c-1\",\"payload\":{\"cart\":101,\"sku\":\"apple\","
                + "\"quantity\":1,\"reason\":\"out of stock\"}}",
            "U",
            "U");
  }

  @Test
  void what_is_refused_is_not_said() {
    LegacyShop shop = shop(true, true);
    shop.carts().add(101, item("apple", 2, "1.50"), ANY);
    log();

    assertThat(shop.carts().remove(101, "apple", 3, Optional.empty(), ANY))
        .isInstanceOf(CartRefusal.class);

    assertThat(log()).isEmpty();
    assertThat(outbox()).hasSize(1);
  }

  @Test
  void the_outbox_has_the_events_in_the_transaction_of_the_rows() {
    LegacyShop shop = shop(false, true);

    ANN.asks(() -> shop.carts().add(101, item("apple", 2, "1.50"), ANY));
    assertThat(log()).containsExactly("I", "I", "I", "U");
    shop.carts()
        .discount(
            101,
            new Discount.Percent(10),
            Optional.of(new Requirement.Worth(new BigDecimal("2.00"))),
            ANY);
    shop.carts().add(7, item("apple", 1, "1.40"), ANY);
    shop.carts().mergeGuest(101, 7, ANY);
    shop.articles().changePrice("apple", new BigDecimal("1.60"), ANY);
    shop.buttons().press("lamp", 2, ANY);

    assertThat(outbox())
        .containsExactly(
            "cart 101 ItemAdded {\"sku\": \"apple\", \"quantity\": 2, \"unitPrice\": 1.50}"
                + " Ann out of stock c-1",
            "cart 101 DiscountApplied {\"amount\": 0.30, \"percent\": 10,"
                + " \"requirement\": {\"total\": 2.00}}",
            "cart 7 ItemAdded {\"sku\": \"apple\", \"quantity\": 1, \"unitPrice\": 1.40}",
            "cart 101 GuestCartMerged {\"guest\": 7, \"items\": [{\"sku\": \"apple\","
                + " \"quantity\": 1, \"unitPrice\": 1.40}]}",
            "cart 7 MergedIntoCart {\"cart\": 101}",
            "article apple CataloguePriceChanged {\"carts\": [101], \"unitPrice\": 1.60}",
            "cart 101 PriceChanged {\"sku\": \"apple\", \"unitPrice\": 1.60}",
            "button lamp ButtonPressed {}",
            "button lamp ButtonPressed {}");
  }

  @Test
  void what_changes_nothing_is_no_event() {
    LegacyShop shop = shop(false, true);
    shop.carts().add(101, item("apple", 2, "1.50"), ANY);
    shop.buttons().set("lamp", ButtonState.OFF, ANY);
    shop.articles().changePrice("apple", new BigDecimal("1.50"), ANY);
    List<String> before = outbox();

    shop.carts().changeQuantity(101, "apple", 2, ANY);
    shop.carts().correctPrice(101, "apple", new BigDecimal("1.50"), ANY);
    shop.carts().save(101, List.of(item("apple", 2, "1.50")), ANY);
    shop.buttons().set("lamp", ButtonState.OFF, ANY);
    shop.articles().changePrice("apple", new BigDecimal("1.50"), ANY);

    assertThat(outbox()).isEqualTo(before).hasSize(3);
  }
}
