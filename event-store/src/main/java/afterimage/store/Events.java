package afterimage.store;

import afterimage.store.tables.tables.records.EventsRecord;

/// From a row of `events` to an event.
final class Events {

  private Events() {}

  static RecordedEvent recorded(EventsRecord row) {
    return new RecordedEvent(
        row.getPosition(),
        new StreamId(row.getStreamId()),
        row.getVersion(),
        row.getId(),
        row.getType(),
        row.getSchemaVersion(),
        new Json(row.getData().data()),
        MetadataJson.read(new Json(row.getMetadata().data()), row.getHappenedAt().toInstant()),
        row.getRecordedAt().toInstant());
  }
}
