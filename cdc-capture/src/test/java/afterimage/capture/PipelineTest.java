package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.EventStore;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import afterimage.store.StreamId;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineTest {

  @Test
  void smoke() throws Exception {
    Database source = TestPostgres.freshDatabase();
    Database target = TestPostgres.freshDatabase();
    try (Connection c = source.connect();
        var s = c.createStatement();
        var pool = target.pool(4)) {
      s.execute(
          "create table carts(id bigint primary key, discount numeric(10,2) not null default 0,"
              + " checked_out boolean not null default false, updated_at timestamptz not null default now())");
      s.execute(
          "create table cart_items(cart_id bigint references carts, sku text, quantity int not null,"
              + " unit_price numeric(10,2) not null, primary key(cart_id, sku))");
      s.execute("create table buttons(id text primary key, state text not null)");
      for (String t : List.of("carts", "cart_items", "buttons")) {
        s.execute("alter table " + t + " replica identity full");
      }
      StoreSchema.migrate(pool);
      CaptureSchema.migrate(pool);
      Catalog catalog = Catalog.read(c);
      List<Mapping> mappings =
          List.of(
              MappingReader.read(Path.of("../mappings/cart.yaml"), catalog),
              MappingReader.read(Path.of("../mappings/button.yaml"), catalog));
      EventStore store = new PostgresEventStore(pool);
      Pipeline pipeline =
          Pipeline.open(
              "smoke",
              source,
              catalog,
              mappings,
              new EventStoreSink(pool, store),
              new Pipeline.Listener() {
                @Override
                public void stored(afterimage.capture.translate.Translation t) {
                  System.out.println(t);
                }
              });
      Thread thread = Thread.ofPlatform().start(pipeline::run);
      c.setAutoCommit(false);
      s.execute("insert into carts(id) values (101)");
      s.execute("insert into cart_items values (101,'banana',1,1.00)");
      c.commit();
      s.execute("update cart_items set quantity=2");
      c.commit();
      s.execute("update carts set discount=0.10, updated_at=clock_timestamp()");
      c.commit();
      s.execute("update carts set checked_out=true, updated_at=clock_timestamp()");
      s.execute("insert into buttons values ('lamp','off')");
      s.execute("update buttons set state='on'");
      s.execute("update buttons set state='on'");
      c.commit();
      assertThat(pipeline.awaitCaughtUp(Duration.ofSeconds(30))).isTrue();
      store.read(StreamId.of("cart-101")).forEach(System.out::println);
      store.read(StreamId.of("button-lamp")).forEach(System.out::println);
      pipeline.forget();
      thread.join();
    }
  }
}
