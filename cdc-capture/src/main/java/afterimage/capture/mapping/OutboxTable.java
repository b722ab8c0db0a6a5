package afterimage.capture.mapping;

import afterimage.capture.change.TableId;
import org.jspecify.annotations.Nullable;

/// A table whose inserted rows are events.
///
/// @param stream the stream's name, from columns
/// @param type the column with the event's type
/// @param payload the column with its data, a JSON object
/// @param actor the column that says who did it; null if there is none
/// @param reason the column that says why; null if there is none
/// @param command the column with the id of the command; null if there is none
public record OutboxTable(
    TableId table,
    IdTemplate stream,
    String type,
    String payload,
    @Nullable String actor,
    @Nullable String reason,
    @Nullable String command) {}
