/// What is done to both apps, and what it truly means. Out: [Deed]s in one order, and the declared
/// events that an accepted command stands for ([TrueEvents]); nothing here asks an app what
/// happened. Start reading at [Workload].
@NullMarked
package afterimage.comparison.scenario;

import org.jspecify.annotations.NullMarked;
