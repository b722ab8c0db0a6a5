package afterimage.legacy.button;

import static afterimage.legacy.tables.Tables.BUTTONS;

import afterimage.legacy.stating.Statements;
import afterimage.legacy.stating.Use;
import afterimage.legacy.version.ExpectedVersion;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// All buttons. A batch of presses is one transaction; batches on one button wait for each other
/// on its row.
public final class Buttons {

  private final DSLContext db;
  private final Statements statements;

  /// @param statements what is said of each change beside its row
  public Buttons(DSLContext db, Statements statements) {
    this.db = db;
    this.statements = statements;
  }

  public Optional<Button> find(String id) {
    return db.select(BUTTONS.STATE)
        .from(BUTTONS)
        .where(BUTTONS.ID.eq(id))
        .fetchOptional(row -> new Button(id, ButtonState.of(row.value1())));
  }

  /// Presses a button, which comes into being, off, if it is not there.
  public ButtonAnswer press(String id, int presses, ExpectedVersion expected) {
    if (presses < 1) {
      throw new IllegalArgumentException(
          "Button %s: %d presses; expected 1 or more".formatted(id, presses));
    }
    return change(
        id,
        expected,
        _ -> new Use.Press(id, presses),
        before -> {
          ButtonState state = before;
          for (int i = 0; i < presses; i++) {
            state = state.flipped();
          }
          return state;
        });
  }

  /// Says what a button shall be, whatever it is.
  public ButtonAnswer set(String id, ButtonState state, ExpectedVersion expected) {
    return change(id, expected, held -> new Use.SetButton(id, state.text(), held), _ -> state);
  }

  /// @param use what is said of it, given the state before; null if there was none
  private ButtonAnswer change(
      String id,
      ExpectedVersion expected,
      Function<@Nullable String, Use> use,
      UnaryOperator<ButtonState> change) {
    return db.transactionResult(
        tx -> {
          boolean isNew = expected.admits(Optional.empty()) && createIfMissing(tx.dsl(), id);
          return lock(tx.dsl(), id)
              .map(
                  button ->
                      change(
                          tx.dsl(),
                          button,
                          expected,
                          use.apply(isNew ? null : button.state().text()),
                          change))
              .orElseGet(() -> new ButtonAnswer.VersionDiffers(id, Optional.empty(), expected));
        });
  }

  private ButtonAnswer change(
      DSLContext db,
      Button button,
      ExpectedVersion expected,
      Use use,
      UnaryOperator<ButtonState> change) {
    if (!expected.admits(Optional.of(button.version()))) {
      return new ButtonAnswer.VersionDiffers(button.id(), Optional.of(button.version()), expected);
    }
    statements.say(db, use);
    ButtonState state = change.apply(button.state());
    // Written even if it is what it was: the code does not know, and the row does not show it.
    db.update(BUTTONS).set(BUTTONS.STATE, state.text()).where(BUTTONS.ID.eq(button.id())).execute();
    return new ButtonAnswer.Done(new Button(button.id(), state));
  }

  private static boolean createIfMissing(DSLContext db, String id) {
    return db.insertInto(BUTTONS)
            .set(BUTTONS.ID, id)
            .set(BUTTONS.STATE, ButtonState.OFF.text())
            .onConflictDoNothing()
            .execute()
        == 1;
  }

  private static Optional<Button> lock(DSLContext db, String id) {
    return db.select(BUTTONS.STATE)
        .from(BUTTONS)
        .where(BUTTONS.ID.eq(id))
        .forUpdate()
        .fetchOptional(row -> new Button(id, ButtonState.of(row.value1())));
  }
}
