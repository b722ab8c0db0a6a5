/// A PostgreSQL server to work on. In: nothing, a URL, or `PG*` variables. Out: a [PostgresServer],
/// on which [Database]s are created and dropped, with connections to them. Start reading at
/// [PostgresServer].
@NullMarked
package afterimage.postgres;

import org.jspecify.annotations.NullMarked;
