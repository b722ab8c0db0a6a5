package afterimage.cli.compare;

import afterimage.cli.BadConfiguration;
import afterimage.comparison.ladder.Rung;
import afterimage.comparison.scenario.Deed;
import afterimage.comparison.scenario.Mix;
import afterimage.comparison.scenario.Workload;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is to be compared.
///
/// @param mix what of the usual mix is changed; null if nothing is
/// @param costs whether they are measured too
/// @param reproduce the command that asks for the same
public record Request(
    Workload workload, @Nullable String mix, Set<Rung> rungs, boolean costs, String reproduce) {

  static final int USUAL_COMMANDS = 2000;
  static final long USUAL_SEED = 7;

  private static final int DEMO_COMMANDS = 200;

  /// @throws BadConfiguration that tells all that is wrong
  static Request of(
      String workload,
      @Nullable Integer commands,
      @Nullable Long seed,
      @Nullable String mix,
      List<String> rungs,
      boolean costs,
      boolean elsewhere) {
    List<String> problems = new ArrayList<>();
    if (!Workload.NAMES.contains(workload)) {
      problems.add(
          "--workload: there is no workload %s.%s Expected %s"
              .formatted(
                  workload,
                  Nearest.to(workload, Workload.NAMES),
                  String.join(", ", Workload.NAMES)));
    } else if (!workload.equals("shop") && (commands != null || seed != null || mix != null)) {
      problems.add(
          "--workload %s is always the same. Leave out --commands, --seed and --mix, or take shop"
              .formatted(workload));
    }
    if (commands != null && (commands < 1 || commands > Workload.MOST)) {
      problems.add("--commands %d: expected 1 to %d".formatted(commands, Workload.MOST));
    }
    Set<Rung> picked = rungs(rungs, problems);
    Mix parsed = mix(mix, problems);
    if (!problems.isEmpty()) {
      throw new BadConfiguration(String.join("\n", problems));
    }
    int size = commands == null ? USUAL_COMMANDS : commands;
    long start = seed == null ? USUAL_SEED : seed;
    String changed = parsed.toString();
    return new Request(
        Workload.named(workload, size, start, parsed),
        changed.isEmpty() ? null : changed,
        picked,
        costs,
        reproduce(workload, size, start, changed, picked)
            + (costs ? "" : " --no-costs")
            + (elsewhere ? " --url …" : ""));
  }

  /// The demo's few commands and a small shop, on all rungs.
  public static Request demo(String reproduce) {
    List<Deed> deeds = new ArrayList<>();
    List<Workload> workloads =
        List.of(
            Workload.cart101(),
            Workload.button(),
            Workload.shop(DEMO_COMMANDS, USUAL_SEED, Mix.usual()));
    workloads.forEach(workload -> deeds.addAll(workload.deeds()));
    return new Request(
        new Workload("cart 101, a button and a small shop", USUAL_SEED, deeds),
        null,
        EnumSet.allOf(Rung.class),
        false,
        reproduce);
  }

  private static Set<Rung> rungs(List<String> names, List<String> problems) {
    List<String> known = Stream.of(Rung.values()).map(Rung::label).toList();
    EnumSet<Rung> picked = EnumSet.noneOf(Rung.class);
    for (String name : names) {
      Rung.labelled(name.strip())
          .ifPresentOrElse(
              picked::add,
              () ->
                  problems.add(
                      "--rungs: there is no rung %s.%s Expected %s"
                          .formatted(
                              name.strip(),
                              Nearest.to(name.strip(), known),
                              String.join(", ", known))));
    }
    return names.isEmpty() ? EnumSet.allOf(Rung.class) : picked;
  }

  private static Mix mix(@Nullable String text, List<String> problems) {
    try {
      return text == null ? Mix.usual() : Mix.parse(text);
    } catch (IllegalArgumentException e) {
      problems.add("--mix: " + e.getMessage());
      return Mix.usual();
    }
  }

  /// Never the URL: it may hold a password.
  private static String reproduce(
      String workload, int commands, long seed, String mix, Set<Rung> rungs) {
    StringBuilder command = new StringBuilder("./afterimage compare --workload " + workload);
    if (workload.equals("shop")) {
      command.append(" --commands ").append(commands).append(" --seed ").append(seed);
    }
    if (!mix.isEmpty()) {
      command.append(" --mix ").append(mix);
    }
    if (rungs.size() < Rung.values().length) {
      command
          .append(" --rungs ")
          .append(String.join(",", rungs.stream().map(Rung::label).toList()));
    }
    return command.toString();
  }
}
