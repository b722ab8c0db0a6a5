package afterimage.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TransactionsTest {

  private final Database database = TestPostgres.freshDatabase();

  @Test
  void a_connection_that_is_gone_does_not_hide_why_it_is() {
    assertThatThrownBy(
            () ->
                Transactions.in(
                    database.dataSource(),
                    connection -> {
                      try (Statement statement = connection.createStatement()) {
                        return statement.execute("SELECT pg_terminate_backend(pg_backend_pid())");
                      }
                    }))
        .isInstanceOf(SQLException.class)
        .hasMessage("FATAL: terminating connection due to administrator command");
  }

  @Test
  void what_the_work_throws_is_what_is_thrown() {
    IllegalStateException why = new IllegalStateException("why");
    assertThatThrownBy(
            () ->
                Transactions.in(
                    database.dataSource(),
                    connection -> {
                      connection.close();
                      throw why;
                    }))
        .isSameAs(why);
  }
}
