package afterimage.comparison.fidelity;

import java.util.List;

/// True events and the derived ones that stand for them, each by its place in its list, from 0.
/// Either may be empty, not both; only what was merged has several true ones, and only what was
/// split several derived ones.
public record Pairing(List<Integer> truth, List<Integer> derived, Verdict verdict) {

  public Pairing {
    truth = List.copyOf(truth);
    derived = List.copyOf(derived);
  }

  static Pairing of(int truth, int derived, Verdict verdict) {
    return new Pairing(List.of(truth), List.of(derived), verdict);
  }

  static Pairing missing(int truth) {
    return new Pairing(List.of(truth), List.of(), new Verdict.Missing());
  }

  static Pairing invented(int derived) {
    return new Pairing(List.of(), List.of(derived), new Verdict.Invented());
  }
}
