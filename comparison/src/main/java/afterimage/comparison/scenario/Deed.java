package afterimage.comparison.scenario;

/// Something that is done in a run, by somebody.
public sealed interface Deed {

  /// What it is about, or comes to.
  Command command();

  /// A retry has the sender of the command before it, command id included.
  Sender sender();

  /// A command, given to both apps.
  record Asked(Command command, Sender sender) implements Deed {}

  /// Rows of the legacy app written by somebody who does not use it.
  ///
  /// @param words what the script is for
  /// @param sql what it does to the tables
  /// @param meant what it comes to; where nobody can write behind the app, this is asked instead,
  ///     and its true events are those of the deed
  record Behind(String words, String sql, Command meant, Sender sender) implements Deed {
    @Override
    public Command command() {
      return meant;
    }
  }
}
