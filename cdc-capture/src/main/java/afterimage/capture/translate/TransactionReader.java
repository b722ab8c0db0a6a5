package afterimage.capture.translate;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Message;
import afterimage.capture.change.RowChange;
import afterimage.capture.mapping.Expression;
import afterimage.capture.mapping.IgnoreRule;
import afterimage.capture.mapping.Operation;
import afterimage.capture.mapping.Pattern;
import afterimage.capture.mapping.StreamType;
import afterimage.capture.mapping.Trigger;
import afterimage.store.StreamId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one transaction: first which aggregates its changes touch, then, change by change, which
/// patterns apply.
final class TransactionReader {

  private final Plan plan;
  private final ChangeSet changeSet;
  private final AskedRows known;
  private final Intents intents;
  private final Matcher matcher;
  private final List<List<Touch>> touches;
  private final TransactionRows transaction;
  private final Map<Integer, String> unread = new HashMap<>(0);
  private final TouchIndex index = new TouchIndex();
  private final Map<Integer, List<Runnable>> later = new HashMap<>(0);
  private final List<Match> matches = new ArrayList<>(4);
  private final Map<Message, List<String>> idle = new HashMap<>(0);

  /// As they are after the change at hand.
  private final AggregateRows rows;

  TransactionReader(Plan plan, ChangeSet changeSet, KnownRows known, Trace trace) {
    this(plan, new Chapter(changeSet, List.of()), known, trace, true);
  }

  TransactionReader(Plan plan, Chapter chapter, KnownRows known, Trace trace) {
    this(plan, chapter, known, trace, false);
  }

  private TransactionReader(
      Plan plan, Chapter chapter, KnownRows known, Trace trace, boolean whole) {
    this.plan = plan;
    this.changeSet = chapter.changeSet();
    this.known = new AskedRows(known);
    this.intents = new Intents(changeSet, chapter.governing());
    this.matcher = new Matcher(intents, trace);
    this.rows = new AggregateRows(this.known);
    this.touches = new ArrayList<>(changeSet.changes().size());
    this.transaction = new TransactionRows(changeSet, plan, whole);
  }

  Translation read(String generation) {
    AggregateRows after = new AggregateRows(known);
    return read(after, generation).translation(after.touched(), unusedMessages(), known.asked());
  }

  ChapterTranslation readChapter(String generation) {
    AggregateRows after = new AggregateRows(known);
    Settlement settlement = read(after, generation);
    Translation translation =
        settlement.translation(after.touched(), unusedMessages(), known.asked());
    return new ChapterTranslation(translation, settlement.places(), intents.used(), after.gone());
  }

  private Settlement read(AggregateRows after, String generation) {
    findTouches(after);
    List<Message> messages = changeSet.messages();
    int message = 0;
    int replayed = 0;
    for (int place = 0; place < changeSet.changes().size(); place++) {
      RowChange change = changeSet.changes().get(place);
      while (message < messages.size()
          && messages.get(message).position().compareTo(change.position()) < 0) {
        onMessage(messages.get(message++), place - 1);
      }
      Plan.OfTable table = plan.table(change.table());
      if (table != null && !unread.containsKey(place)) {
        replayed = after.replay(replayed, place, rows);
        for (Touch touch : touches.get(place)) {
          onTouch(touch, table);
        }
      }
      if (!later.isEmpty()) {
        later.getOrDefault(place, List.of()).forEach(Runnable::run);
      }
    }
    while (message < messages.size()) {
      onMessage(messages.get(message++), changeSet.changes().size() - 1);
    }
    return new Settlement(plan, changeSet, touches, unread, matches, generation);
  }

  Set<StreamId> streams() {
    findTouches(new AggregateRows(known));
    Set<StreamId> streams = new HashSet<>();
    touches.forEach(of -> of.forEach(touch -> streams.add(touch.stream)));
    return streams;
  }

  private void findTouches(AggregateRows after) {
    TouchFinder finder = new TouchFinder(after);
    for (int place = 0; place < changeSet.changes().size(); place++) {
      RowChange change = changeSet.changes().get(place);
      Plan.OfTable table = plan.table(change.table());
      touches.add(List.of());
      if (table == null) {
        continue;
      }
      try {
        after.at(place);
        List<Touch> found = finder.find(place, change, table);
        if (found.isEmpty() && !(change instanceof RowChange.Truncated)) {
          unread.put(
              place,
              "it does not say which %s it belongs to: %s is not known"
                  .formatted(table.type().name(), table.type().keyColumns(change.table())));
        }
        touches.set(place, found);
        for (Touch touch : found) {
          index.add(touch);
        }
      } catch (IllegalArgumentException e) {
        // A key from which no name can be made, for one because it is too long.
        unread.put(place, String.valueOf(e.getMessage()));
      }
    }
  }

  private void onTouch(Touch touch, Plan.OfTable table) {
    ChangeVariables.Context context = context(touch.type, touch.stream);
    ChangeVariables variables = new ChangeVariables(touch, context, null);
    touch.ignored = ignored(touch, table, variables);
    if (touch.ignored != null || touch.isIdle()) {
      return;
    }
    for (Plan.Planned planned : table.patterns(touch.operation)) {
      StreamType type = planned.event().stream();
      boolean own = type.equals(touch.type);
      // A table that is a stream of its own beside an aggregate has its events there.
      if (!own && (!type.isTable() || touch.operation == Operation.TRUNCATE)) {
        continue;
      }
      StreamId stream =
          own ? touch.stream : type.stream(touch.change.table(), touch.after).orElse(touch.stream);
      if (planned.pattern().also().isEmpty()) {
        matcher
            .onChange(
                planned,
                touch,
                stream,
                own ? variables : variables(touch, type, stream),
                List.of(touch))
            .ifPresent(matches::add);
      } else {
        group(planned, touch, stream);
      }
    }
  }

  /// A pattern that takes further changes is tried after the last of them, and once for all that it
  /// would take.
  private void group(Plan.Planned planned, Touch touch, StreamId stream) {
    if (touch.tried(planned.pattern())) {
      return;
    }
    List<Touch> all = also(planned.pattern(), touch, stream);
    for (Touch other : all) {
      other.tried.add(planned.pattern());
    }
    int last = all.getLast().place;
    Runnable attempt =
        () ->
            matcher
                .onChange(
                    planned, touch, stream, variables(touch, planned.event().stream(), stream), all)
                .ifPresent(matches::add);
    if (last <= touch.place) {
      attempt.run();
    } else {
      later.computeIfAbsent(last, _ -> new ArrayList<>()).add(attempt);
    }
  }

  /// The changes of the stream that a pattern takes, in order.
  ///
  /// @param main the one it is tried at; null for a message
  private List<Touch> also(Pattern pattern, @Nullable Touch main, StreamId stream) {
    List<Touch> found = new ArrayList<>(2);
    if (main != null) {
      found.add(main);
    }
    for (Pattern.Also also : pattern.also()) {
      for (Touch other : index.of(stream, also.table(), also.operation())) {
        if (!other.equals(main) && takes(also, other)) {
          found.add(other);
        }
      }
    }
    if (found.size() < 2) {
      return found;
    }
    // Two of `with` may take the same change.
    List<Touch> all = new ArrayList<>(new LinkedHashSet<>(found));
    all.sort(Comparator.comparingInt(touch -> touch.place));
    return all;
  }

  private boolean takes(Pattern.Also also, Touch touch) {
    Expression when = also.when();
    if (when == null) {
      return true;
    }
    ChangeVariables variables = new ChangeVariables(touch, context(touch.type, touch.stream), null);
    try {
      return variables.knows(when) && when.evaluate(variables).equals(true);
    } catch (Expression.ExpressionFailed e) {
      touch.failures.add("with: " + e.getMessage());
      return false;
    }
  }

  private @Nullable String ignored(Touch touch, Plan.OfTable table, ChangeVariables variables) {
    for (IgnoreRule.Changes rule : table.ignored(touch.operation)) {
      @Nullable Message message = null;
      ChangeVariables under = variables;
      if (rule.intent() != null) {
        message = intents.governing(rule.intent(), touch.change.position()).orElse(null);
        Optional<Object> body = Optional.ofNullable(message).flatMap(intents::body);
        if (body.isEmpty()) {
          continue;
        }
        under = variables.under(body.get());
      }
      try {
        if (rule.when() == null
            || (under.knows(rule.when()) && rule.when().evaluate(under).equals(true))) {
          if (message != null) {
            intents.use(message);
          }
          return rule.because();
        }
      } catch (Expression.ExpressionFailed | IllegalArgumentException e) {
        touch.failures.add("ignore: " + e.getMessage());
      }
    }
    return null;
  }

  /// @param place of the change before it
  private void onMessage(Message message, int place) {
    List<Plan.Planned> patterns = plan.messages(message.prefix());
    if (patterns.isEmpty()) {
      return;
    }
    List<String> failures = idle.computeIfAbsent(message, _ -> new ArrayList<>());
    Optional<Object> body = intents.body(message);
    if (body.isEmpty()) {
      failures.add("it is not JSON");
      return;
    }
    for (Plan.Planned planned : patterns) {
      try {
        StreamId stream = stream(planned, body.get());
        List<Touch> all = also(planned.pattern(), null, stream);
        Runnable attempt =
            () ->
                matcher
                    .onMessage(
                        planned,
                        message,
                        body.get(),
                        stream,
                        context(planned.event().stream(), stream),
                        all,
                        failures)
                    .ifPresent(matches::add);
        if (all.isEmpty() || all.getLast().place <= place) {
          attempt.run();
        } else {
          later.computeIfAbsent(all.getLast().place, _ -> new ArrayList<>()).add(attempt);
        }
      } catch (Expression.ExpressionFailed | IllegalArgumentException e) {
        failures.add(planned.pattern().name() + ": " + e.getMessage());
      }
    }
  }

  /// The stream that a message means.
  static StreamId stream(Plan.Planned planned, Object body) {
    Trigger.OnMessage trigger = (Trigger.OnMessage) planned.pattern().trigger();
    Map<String, Object> key = new HashMap<>();
    trigger
        .key()
        .forEach(
            (column, value) ->
                key.put(column, value.evaluate(name -> name.equals("intent") ? body : null)));
    return planned.event().stream().named(key);
  }

  private ChangeVariables variables(Touch touch, StreamType type, StreamId stream) {
    return new ChangeVariables(touch, context(type, stream), null);
  }

  private ChangeVariables.Context context(StreamType type, StreamId stream) {
    return new ChangeVariables.Context(changeSet, type, stream, rows, index, transaction);
  }

  /// Messages that a mapping reads, but of which no event came.
  private List<IdleMessage> unusedMessages() {
    List<IdleMessage> unused = new ArrayList<>();
    for (Message message : changeSet.messages()) {
      if (plan.reads(message.prefix()) && !intents.isUsed(message)) {
        List<String> failures = idle.getOrDefault(message, List.of());
        unused.add(
            new IdleMessage(
                message, failures.isEmpty() ? "no event came of it" : String.join("; ", failures)));
      }
    }
    return unused;
  }
}
