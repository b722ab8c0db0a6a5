package afterimage.comparison.report.ladder;

import java.util.List;

/// What the legacy app's tables say of a stream, as a run left them.
public interface Tables {

  /// In few words, such as `banana ×2, mango ×1, discount 0.10, checked out`.
  String of(String stream);

  /// The stock-keeping units that are in a cart; empty for what is no cart.
  List<String> items(String stream);
}
