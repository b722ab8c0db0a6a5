/// Tables as the database's catalog has them now: columns, types, keys, replica identity. In: a
/// connection. Out: a [Catalog]. It types the expressions of a mapping, and tells what PostgreSQL
/// logs of a row as it was. Start reading at [Catalog].
@NullMarked
package afterimage.capture.catalog;

import org.jspecify.annotations.NullMarked;
