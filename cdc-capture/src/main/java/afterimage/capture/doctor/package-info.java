/// Is a database fit to be captured? In: a database, and the schemas that are meant. Out: an
/// [Examination] of [Finding]s, each with its SQL, what that costs and what it could break, and of
/// what capture would lose of each table as it stands. Reads the catalog and the statistics, and
/// changes nothing. Start reading at [Doctor].
@NullMarked
package afterimage.capture.doctor;

import org.jspecify.annotations.NullMarked;
