/// Twelve questions that somebody asks of a cart. In: the journal of a run, the legacy app's
/// tables, or the events of one rung, each on its own. Out: for each cart and question what that
/// source answers ([Answered]), and how often it is right, knows that it does not know, or is wrong
/// without knowing it ([AuditScore]). Start reading at [Question].
@NullMarked
package afterimage.comparison.audit;

import org.jspecify.annotations.NullMarked;
