package afterimage.capture.source;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.TableId;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DebeziumChangeSourceTest {
  @Test
  void experiment() throws Exception {
    Database database = TestPostgres.freshDatabase();
    List<TableId> tables = List.of(TableId.parse("t"));
    Catalog catalog;
    try (Connection c = database.connect();
        var s = c.createStatement()) {
      s.execute("create table t (id int primary key, name text, price numeric(10,2), big text)");
      s.execute("alter table t replica identity full");
      catalog = Catalog.read(c);
    }
    Slot slot = Slot.named("exp");
    SlotSetup setup = new SlotSetup(database, slot);
    System.out.println("start " + setup.create(tables, catalog).asString());
    System.out.println(setup.identity(tables, catalog) + " " + setup.published());
    try (Connection c = database.connect();
        var s = c.createStatement()) {
      s.execute("insert into t values (1,'a',1.50), (2,'b',null)");
      s.execute("update t set id = 7 where id = 1");
      c.setAutoCommit(false);
      s.execute("insert into t values (3,'a',1.50)");
      s.execute("select pg_logical_emit_message(true,'intent','hello')");
      s.execute("delete from t where id = 2");
      c.commit();
      s.execute("truncate t");
      c.commit();
      s.execute("select pg_logical_emit_message(true,'sync','x')");
      c.commit();
      var rs = s.executeQuery("select pg_current_wal_lsn()");
      rs.next();
      System.out.println("now " + rs.getString(1));
    }
    List<ChangeSet> got = new CopyOnWriteArrayList<>();
    var source = new DebeziumChangeSource(database, slot, tables, catalog);
    Thread t =
        Thread.ofPlatform()
            .start(
                () ->
                    source.run(
                        sets -> {
                          got.addAll(sets);
                          sets.forEach(System.out::println);
                        }));
    Awaitility.await().until(() -> got.size() >= 5);
    Awaitility.await().until(() -> setup.confirmed().get().equals(got.getLast().commit()));
    System.out.println("confirmed " + setup.confirmed().get().asString());
    source.close();
    t.join();
    setup.drop();
    assertThat(setup.confirmed()).isEmpty();
  }
}
