package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.proof.ParkedTransactions;
import afterimage.capture.proof.Proof;
import afterimage.capture.proof.ProofReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParkingTest {

  private Captured shop;

  @BeforeEach
  void prepare() throws Exception {
    shop = new Captured();
    open("park").close();
    // Something about the second cart that the store does not take.
    for (String statement :
        List.of(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'not this one' USING ERRCODE = 'data_exception'; END $$
            """,
            """
            CREATE TRIGGER refuse BEFORE INSERT ON afterimage.events FOR EACH ROW
            WHEN (NEW.stream_id = 'cart-2') EXECUTE FUNCTION refuse()
            """)) {
      Captured.text(shop.target, statement);
    }
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private Pipeline open(String failing) throws Exception {
    return Pipeline.open(
        shop.name, shop.source, shop.catalog, mappings(failing), shop.sink, Pipeline.Listener.NONE);
  }

  private ProofReport proof() throws Exception {
    return Proof.run(Proof.Request.of(shop.source, shop.pool, mappings("park")));
  }

  private List<Mapping> mappings(String failing) throws Exception {
    String cart =
        Files.readString(Path.of("../mappings/cart.yaml"))
            .replace("unexplained: keep", "unexplained: keep\nfailing: " + failing);
    return List.of(
        MappingReader.read("cart.yaml", cart, shop.catalog),
        MappingReader.read(Path.of("../mappings/button.yaml"), shop.catalog));
  }

  private void fill(int cart, String sku) throws Exception {
    shop.execute(
        "INSERT INTO carts (id) VALUES (%d) ON CONFLICT DO NOTHING".formatted(cart),
        "INSERT INTO cart_items VALUES (%d, '%s', 1, 1.00)".formatted(cart, sku));
  }

  private void shopping() throws Exception {
    fill(1, "a");
    fill(2, "a");
    fill(3, "a");
    fill(2, "b");
    shop.execute(
        "INSERT INTO cart_items VALUES (2, 'c', 1, 1.00)",
        "INSERT INTO cart_items VALUES (3, 'c', 1, 1.00)");
    fill(3, "d");
    fill(1, "b");
  }

  @Test
  void what_cannot_be_stored_is_parked_whole_and_nothing_overtakes_it_in_its_streams()
      throws Exception {
    shopping();
    Captured.catchUp(open("park"));

    assertThat(shop.events())
        .as("the first cart goes on, the third until it meets the second")
        .containsExactly("cart-1 ItemAdded", "cart-3 ItemAdded", "cart-1 ItemAdded");
    assertThat(
            shop.fromStore(
                "SELECT count(*) || ' ' || (SELECT count(DISTINCT stream_id)"
                    + " FROM afterimage_capture.parked_streams)"
                    + " FROM afterimage_capture.parked_transactions"))
        .isEqualTo("4 2");

    ProofReport before = proof();
    assertThat(before.isEqual()).as("what is parked is not told").isFalse();
    assertThat(before.parked())
        .isEqualTo(
            new ParkedTransactions(
                4,
                List.of("cart-2", "cart-3"),
                2,
                List.of(TableId.parse("cart_items"), TableId.parse("carts"))));
    try (Pipeline pipeline = open("park")) {
      assertThat(pipeline.release()).as("it is not mended yet").isZero();
    }
    Captured.text(shop.target, "DROP TRIGGER refuse ON afterimage.events");
    try (Pipeline pipeline = open("park")) {
      assertThat(pipeline.release()).isEqualTo(4);
    }
    fill(2, "e");
    Captured.catchUp(open("park"));

    assertThat(shop.disagreement()).isEmpty();
    assertThat(
            shop.fromStore(
                "SELECT string_agg(data ->> 'sku', '' ORDER BY position) FROM afterimage.events"
                    + " GROUP BY stream_id ORDER BY stream_id"))
        .as("each stream in the order of the source")
        .isEqualTo("ab\nabce\nacd");
    assertThat(shop.fromStore("SELECT count(*) FROM afterimage_capture.parked_streams"))
        .isEqualTo("0");
    assertThat(proof().isEqual()).isTrue();
    assertThat(proof().parked().isAny()).isFalse();
  }

  @Test
  void by_default_it_stops_before_it() throws Exception {
    shopping();
    try (Pipeline pipeline = open("stop")) {
      assertThatThrownBy(pipeline::run).hasMessageContaining("not this one");
    }
    assertThat(shop.fromStore("SELECT count(*) FROM afterimage_capture.parked_transactions"))
        .isEqualTo("0");
  }
}
