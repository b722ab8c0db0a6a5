package afterimage.comparison.fidelity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.function.ToIntFunction;

/// How many events of one side have which verdict.
public record Tally(
    int recovered, int altered, int merged, int split, int moved, int missing, int invented) {

  static Tally of(List<Judgement.Pair> pairs, ToIntFunction<Judgement.Pair> events) {
    int[] of = new int[7];
    for (Judgement.Pair pair : pairs) {
      int place =
          switch (pair.verdict()) {
            case Verdict.Recovered() -> 0;
            case Verdict.Altered _ -> 1;
            case Verdict.Merged _ -> 2;
            case Verdict.Split() -> 3;
            case Verdict.Moved() -> 4;
            case Verdict.Missing() -> 5;
            case Verdict.Invented() -> 6;
          };
      of[place] += events.applyAsInt(pair);
    }
    return new Tally(of[0], of[1], of[2], of[3], of[4], of[5], of[6]);
  }

  @JsonIgnore
  public int total() {
    return recovered + altered + merged + split + moved + missing + invented;
  }
}
