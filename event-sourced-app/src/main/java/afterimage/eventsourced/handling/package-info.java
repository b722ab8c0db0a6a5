/// The way of a command, the same for every kind of stream. In: a command and the version that its
/// sender expects. Out: the events that it stands for, appended, and the state they fold to; or a
/// [Refused] or [VersionDiffers], and nothing appended. Start reading at [Handler].
@NullMarked
package afterimage.eventsourced.handling;

import org.jspecify.annotations.NullMarked;
