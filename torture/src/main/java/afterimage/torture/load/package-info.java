/// Random tables, a mapping that explains every change of them, and random transactions on them.
/// In: a seed. Out: SQL. Start reading at [RandomTables], then [RandomTransactions].
@NullMarked
package afterimage.torture.load;

import org.jspecify.annotations.NullMarked;
