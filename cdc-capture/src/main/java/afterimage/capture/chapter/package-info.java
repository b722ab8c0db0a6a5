/// Translates a transaction that is too large for memory, in chapters that are not, and gives what
/// its translation at once would give: the same events with the same ids, in the same order. In: a
/// [afterimage.capture.spool.SpooledTransaction]. Out: events, readings and rows, to a
/// [ChapterStore] that commits all of it or nothing. Start reading at [Chapters].
@NullMarked
package afterimage.capture.chapter;

import org.jspecify.annotations.NullMarked;
