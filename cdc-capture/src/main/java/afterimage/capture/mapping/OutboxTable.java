package afterimage.capture.mapping;

import afterimage.capture.change.TableId;

/// A table whose inserted rows are events.
///
/// @param stream the stream's name, from columns
/// @param type the column with the event's type
/// @param payload the column with its data, a JSON object
public record OutboxTable(TableId table, IdTemplate stream, String type, String payload) {}
