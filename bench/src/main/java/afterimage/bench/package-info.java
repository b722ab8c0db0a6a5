/// How fast it is, and against what. In: a database that may be filled. Out: [Figure]s, each a
/// ratio to a baseline of the same run, or a time, beside what is to be reached. Start reading at
/// [afterimage.bench.store.StoreBench].
@NullMarked
package afterimage.bench;

import org.jspecify.annotations.NullMarked;
