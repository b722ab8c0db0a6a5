package afterimage.capture.sink;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Message;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.recording.ChangeSetParts;
import afterimage.capture.recording.RowJson;
import afterimage.capture.translate.RowImage;
import afterimage.capture.translate.Translation;
import afterimage.store.Json;
import afterimage.store.StreamId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.postgresql.replication.LogSequenceNumber;

/// The row changes beside the events that came of them, with the remembered rows that were read.
public record KeptChanges(DataSource database) {

  /// One transaction, and what has to be known to translate it as it was translated.
  public record Kept(ChangeSet changeSet, List<RowImage> known) {
    public Kept {
      known = List.copyOf(known);
    }
  }

  /// The transaction that ended there; empty if it was not kept.
  ///
  /// @param generation of an event; it begins with the pipeline's name
  public Optional<Kept> find(String generation, LogSequenceNumber commit) {
    try (Connection connection = database.getConnection()) {
      return read(
          DSL.using(connection, SQLDialect.POSTGRES)
              .resultQuery(
                  """
                  SELECT kind, content FROM afterimage_capture.change_sets
                  WHERE commit_lsn = ?::pg_lsn AND starts_with(?, pipeline || '/')
                  ORDER BY pipeline, part
                  """,
                  commit.asString(),
                  generation)
              .fetch());
    } catch (SQLException | DataAccessException | IllegalArgumentException e) {
      throw new SinkProblem(
          "The store of the derived events: the kept changes of %s cannot be read: %s"
              .formatted(commit.asString(), e.getMessage()),
          e);
    }
  }

  private static Optional<Kept> read(List<Record> rows) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<String> changes = new ArrayList<>();
    List<String> messages = new ArrayList<>();
    List<RowImage> known = new ArrayList<>();
    String head = "";
    for (Record row : rows) {
      String content = row.get("content", String.class);
      switch (row.get("kind", String.class)) {
        case "head" -> head = content;
        case "change" -> changes.add(content);
        case "message" -> messages.add(content);
        case "known" -> known.add(image(new Json(content).tree()));
        default -> throw new IllegalArgumentException(content);
      }
    }
    return Optional.of(new Kept(ChangeSetParts.read(head, changes, messages), known));
  }

  /// In the transaction that stores the events.
  static void keep(Connection connection, String pipeline, List<Translation> translations) {
    Parts parts = new Parts(connection, pipeline);
    for (Translation translation : translations) {
      ChangeSet changeSet = translation.changeSet();
      if (translation.readings().isEmpty() && changeSet.messages().isEmpty()) {
        continue;
      }
      parts.begin(changeSet.commit());
      parts.add("head", () -> ChangeSetParts.head(changeSet));
      for (RowChange change : changeSet.changes()) {
        parts.add("change", () -> ChangeSetParts.part(change));
      }
      for (Message message : changeSet.messages()) {
        parts.add("message", () -> ChangeSetParts.part(message));
      }
      for (RowImage image : translation.known()) {
        parts.add("known", () -> text(image));
      }
    }
    parts.flush();
  }

  /// Notes that the changes of a transaction are not kept.
  static void leaveOut(Connection connection, String pipeline, LogSequenceNumber commit) {
    Parts parts = new Parts(connection, pipeline);
    parts.begin(commit);
    parts.add(
        "head",
        () -> {
          throw new IllegalArgumentException(
              "the transaction is too large for memory, so that its changes were not kept");
        });
    parts.flush();
  }

  private static String text(RowImage image) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("stream", image.stream().value());
    node.put("schema", image.table().schema()).put("table", image.table().name());
    node.put("key", image.key());
    image.row().ifPresent(row -> node.set("row", new Json(RowJson.write(row)).tree()));
    return Json.of(node).text();
  }

  private static RowImage image(JsonNode node) {
    return new RowImage(
        StreamId.of(node.path("stream").asText()),
        new TableId(node.path("schema").asText(), node.path("table").asText()),
        node.path("key").asText(),
        node.has("row")
            ? Optional.of(RowJson.read(Json.of(node.path("row")).text()))
            : Optional.empty());
  }

  /// Sends parts by the thousand, so that a transaction of any size needs little memory.
  private static final class Parts {
    private static final int MOST = 2_000;

    private final Connection connection;
    private final String pipeline;
    private final List<String> commits = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();
    private final List<String> contents = new ArrayList<>();
    private String commit = "";
    private int next;

    Parts(Connection connection, String pipeline) {
      this.connection = connection;
      this.pipeline = pipeline;
    }

    void begin(LogSequenceNumber lsn) {
      commit = lsn.asString();
      next = 0;
    }

    /// A row that is too large to be kept is no reason to stop: its events are there all the same.
    void add(String kind, Supplier<String> content) {
      commits.add(commit);
      numbers.add(next++);
      try {
        contents.add(content.get());
        kinds.add(kind);
      } catch (IllegalArgumentException e) {
        contents.add("part %d, %s: %s".formatted(next, kind, e.getMessage()));
        kinds.add("refused");
      }
      if (contents.size() == MOST) {
        flush();
      }
    }

    void flush() {
      if (contents.isEmpty()) {
        return;
      }
      DSL.using(connection, SQLDialect.POSTGRES)
          .execute(
              """
              INSERT INTO afterimage_capture.change_sets (pipeline, commit_lsn, part, kind, content)
              SELECT ?, p.lsn::pg_lsn, p.part, p.kind, p.content
              FROM unnest(?::text[], ?::integer[], ?::text[], ?::text[]) p (lsn, part, kind, content)
              ON CONFLICT DO NOTHING
              """,
              pipeline,
              commits.toArray(String[]::new),
              numbers.toArray(Integer[]::new),
              kinds.toArray(String[]::new),
              contents.toArray(String[]::new));
      commits.clear();
      numbers.clear();
      kinds.clear();
      contents.clear();
    }
  }
}
