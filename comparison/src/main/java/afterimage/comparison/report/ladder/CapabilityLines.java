package afterimage.comparison.report.ladder;

import afterimage.comparison.capabilities.Capability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Capabilities as the report shows them: each thing to do once, with all rungs.
public final class CapabilityLines {

  private CapabilityLines() {}

  /// @param capabilities of all rungs that ran, from the lowest up
  public static List<LadderReport.Capability> of(List<Capability> capabilities) {
    Map<String, List<LadderReport.Check>> checks = new LinkedHashMap<>();
    for (Capability capability : capabilities) {
      checks
          .computeIfAbsent(capability.name(), _ -> new ArrayList<>())
          .add(
              new LadderReport.Check(
                  capability.rung().label(), capability.has(), capability.how()));
    }
    return checks.entrySet().stream()
        .map(of -> new LadderReport.Capability(of.getKey(), of.getValue()))
        .toList();
  }
}
