/// Does a workload to both apps. In: deeds, the apps, however they are reached, and a console on
/// the legacy app's database. Out: a [Journal]: each deed, what both apps answered, and where in
/// the source's log it ended. Start reading at [Driver].
@NullMarked
package afterimage.comparison.drive;

import org.jspecify.annotations.NullMarked;
