package afterimage.comparison.scenario;

/// Which commands may come twice. The event-sourced app answers a repeated command with what it
/// answered; the state-oriented one does it again. Where doing it again changes nothing and the
/// answer is the same, both stay alike, and what happened is the first of the two.
final class Retries {

  private Retries() {}

  static boolean alike(Command command) {
    return switch (command) {
      case Command.ChangeQuantity _,
          Command.CorrectPrice _,
          Command.SaveCart _,
          Command.ClearCart _,
          Command.SetButton _ ->
          true;
      case Command.AddItem _,
          Command.RemoveItem _,
          Command.ApplyDiscount _,
          Command.MergeGuest _,
          Command.AbandonCart _,
          Command.CheckOut _,
          Command.Press _,
          Command.PriceArticle _ ->
          false;
    };
  }
}
