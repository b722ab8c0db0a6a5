package afterimage.store;

import java.sql.SQLException;

@FunctionalInterface
interface SqlCall<T> {
  T call() throws SQLException;
}
