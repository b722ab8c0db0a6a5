package afterimage.store.aggregate;

import afterimage.store.Decider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A hash of all that a snapshot depends on: the class files of the decider, of the state, of the
/// events, of upcasters and codecs, and of what these refer to (see [CodeScope]); the values that
/// they hold (see [HeldValues]); and the text that the user adds. So whoever changes `evolve`
/// changes the shape, without knowing of it. Some changes that alter no state change it too, such
/// as a line of comment that moves line numbers; that costs one fold of each stream.
final class Shape {

  private static final System.Logger LOG = System.getLogger(Shape.class.getName());

  private Shape() {}

  /// Empty if one of these cannot be read, which is logged and told to the observer: without it,
  /// nobody could see that the code has changed.
  static Optional<String> of(
      Decider<?, ?, ?> decider, EventTypes<?> types, Snapshots<?> snapshots) {
    List<Object> parts = new ArrayList<>(types.parts());
    parts.add(decider);
    parts.add(decider.initial().getClass());
    parts.add(snapshots.codec());
    parts.add(snapshots.revision());
    CodeScope scope = new CodeScope();
    parts.forEach(part -> include(part, scope));
    HeldValues values = new HeldValues(scope);
    try {
      List<String> lines = new ArrayList<>(parts.stream().map(values::describe).toList());
      lines.addAll(new ClassFiles(scope).from(values.classes()));
      return Optional.of(hash(lines));
    } catch (NoShape e) {
      LOG.log(System.Logger.Level.WARNING, e.getMessage());
      snapshots.observer().snapshot("failed");
      return Optional.empty();
    }
  }

  private static void include(Object part, CodeScope scope) {
    switch (part) {
      case Class<?> type -> scope.include(type);
      case DataCodec<?> codec -> scope.include(codec.type());
      case FunctionCodec<?> codec -> {
        scope.include(codec.writer().getClass());
        scope.include(codec.reader().getClass());
      }
      default -> scope.include(part.getClass());
    }
  }

  private static String hash(List<String> lines) {
    MessageDigest sha256 = sha256();
    for (String line : lines) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      sha256.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
      sha256.update(bytes);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
