package afterimage.comparison.drive;

import static java.util.stream.Collectors.joining;

import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Renamed;
import afterimage.comparison.scenario.Sender;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The first command after which two apps are not the same: they answered it differently, or show
/// something differently since.
///
/// @param step from 1
/// @param what is different
public record Divergence(int step, Command command, String what) {

  /// Gives each command to both and looks, after each, at all that the commands are about.
  ///
  /// @param renamed as what they are given, for apps that were given them before
  public static Optional<Divergence> find(
      List<Command> commands, Renamed renamed, Shop one, Shop other) {
    Set<String> streams = new LinkedHashSet<>();
    commands.forEach(command -> streams.addAll(renamed.of(command).streams()));
    for (int step = 1; step <= commands.size(); step++) {
      Command command = renamed.of(commands.get(step - 1));
      Sender sender = Sender.of("Ann", null);
      Answer first = one.send(command, sender);
      Answer second = other.send(command, sender);
      if (!first.agrees(second)) {
        return Optional.of(
            new Divergence(step, commands.get(step - 1), told("answer", first, second)));
      }
      for (String stream : streams) {
        Answer here = one.state(stream);
        Answer there = other.state(stream);
        if (!here.agrees(there)) {
          return Optional.of(
              new Divergence(step, commands.get(step - 1), told(stream, here, there)));
        }
      }
    }
    return Optional.empty();
  }

  private static String told(String what, Answer one, Answer other) {
    return "%s: %d %s and %d %s"
        .formatted(what, one.status(), one.body(), other.status(), other.body());
  }

  /// As it can be given to both again.
  public String script(List<Command> commands) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      lines.add("%2d %s: %s".formatted(i + 1, commands.get(i).stream(), commands.get(i).words()));
    }
    return lines.stream().collect(joining("\n", "", "\n-> step %d, %s".formatted(step, what)));
  }
}
