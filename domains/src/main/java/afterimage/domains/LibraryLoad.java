package afterimage.domains;

import java.util.ArrayList;
import java.util.List;

/// What happens in a library. It knows its rows well enough to do what their constraints allow.
final class LibraryLoad {

  private static final List<String> BRANCHES = List.of("MAIN", "EAST", "PORT");
  private static final List<String> TITLES =
      List.of("Momo", "Emma", "Ulysses", "Dune", "It's all one", "The Trial", "Middlemarch");
  private static final List<String> NAMES = List.of("Ann", "Joe", "Eve", "Bob", "Mia O'Hara");

  private final Script script;
  private final List<String> books = new ArrayList<>();
  private final List<Copy> copies = new ArrayList<>();
  private final List<Integer> members = new ArrayList<>();
  private final List<String> cards = new ArrayList<>();
  private final List<Loan> loans = new ArrayList<>();
  private final List<String> reservations = new ArrayList<>();
  private int next = 100;

  private record Copy(String isbn, int number) {}

  private record Loan(int id, int member, Copy copy) {}

  LibraryLoad(long seed) {
    this.script = new Script(seed);
  }

  List<Transaction> run(int transactions) {
    begin();
    while (script.size() < transactions) {
      step();
    }
    return script.transactions();
  }

  private void begin() {
    List<String> branches = new ArrayList<>();
    for (String code : BRANCHES) {
      branches.add(
          "INSERT INTO library.branches VALUES ('%s', 'Library %s', %s)"
              .formatted(code, code, script.day(-3000)));
    }
    script.commit(branches);
    script.commit(
        "INSERT INTO library.subjects VALUES (1, NULL, 'Fiction'), (2, 1, 'Novels'), (3, 1, 'Plays')");
    for (int i = 0; i < 3; i++) {
      acquire();
      join();
    }
  }

  private void step() {
    switch (script.upTo(20)) {
      case 0 -> acquire();
      case 1 -> join();
      case 2, 3, 4, 5 -> lend();
      case 6, 7, 8 -> giveBack();
      case 9 -> renew();
      case 10 -> loan("status = 'overdue'");
      case 11 -> reserve();
      case 12 -> replaceCard();
      case 13 -> fine();
      case 14 -> member();
      case 15 -> copy();
      case 16 -> book();
      case 17 -> count();
      case 18 -> subject();
      default -> leave();
    }
  }

  private void acquire() {
    String isbn = "978-" + next++;
    books.add(isbn);
    List<String> statements = new ArrayList<>();
    statements.add(
        "INSERT INTO library.books (isbn, title, subject_id, details) VALUES ('%s', '%s', %d, '{\"pages\": %d}')"
            .formatted(
                isbn,
                script.oneOf(TITLES).replace("'", "''"),
                1 + script.upTo(3),
                100 + script.upTo(900)));
    for (int number = 1; number <= 1 + script.upTo(3); number++) {
      copies.add(new Copy(isbn, number));
      statements.add(
          "INSERT INTO library.copies VALUES ('%s', %d, '%s')"
              .formatted(isbn, number, script.oneOf(BRANCHES)));
    }
    script.commit(statements);
  }

  private void join() {
    int id = next++;
    members.add(id);
    String card = "C-" + next++;
    cards.add(card);
    String name = script.oneOf(NAMES).replace("'", "''");
    script.commit(
        "INSERT INTO library.members (id, name, email, joined_on) VALUES (%d, '%s', 'm%d@example.org', %s)"
            .formatted(id, name, id, script.day(0)),
        "INSERT INTO library.cards VALUES ('%s', %d, %s)".formatted(card, id, script.at()));
  }

  private void lend() {
    List<Copy> free = new ArrayList<>(copies);
    loans.forEach(loan -> free.remove(loan.copy));
    if (free.isEmpty()) {
      acquire();
      return;
    }
    Loan loan = new Loan(next++, script.oneOf(members), script.oneOf(free));
    loans.add(loan);
    List<String> statements = new ArrayList<>();
    statements.add(
        "INSERT INTO library.loans (id, member_id, isbn, copy_number, loaned_at, due_on) VALUES (%d, %d, '%s', %d, %s, %s)"
            .formatted(
                loan.id,
                loan.member,
                loan.copy.isbn,
                loan.copy.number,
                script.at(),
                script.day(28)));
    String where = "isbn = '%s' AND member_id = %d".formatted(loan.copy.isbn, loan.member);
    if (reservations.remove(where)) {
      statements.add("DELETE FROM library.reservations WHERE " + where);
    }
    script.commit(statements);
  }

  private void giveBack() {
    if (!loans.isEmpty()) {
      Loan loan = loans.remove(script.upTo(loans.size()));
      if (script.upTo(8) == 0) {
        copies.remove(loan.copy);
        script.commit(
            "UPDATE library.loans SET status = 'lost' WHERE id = %d".formatted(loan.id),
            charge(loan.member, script.amount(3000)));
      } else {
        script.commit(
            "UPDATE library.loans SET status = 'returned', returned_at = %s WHERE id = %d"
                .formatted(script.at(), loan.id));
      }
    }
  }

  private void renew() {
    loan("renewals = renewals + 1, due_on = due_on + 28");
  }

  private void loan(String set) {
    if (!loans.isEmpty()) {
      script.commit(
          "UPDATE library.loans SET %s WHERE id = %d".formatted(set, script.oneOf(loans).id));
    }
  }

  private void reserve() {
    String isbn = script.oneOf(books);
    int member = script.oneOf(members);
    String where = "isbn = '%s' AND member_id = %d".formatted(isbn, member);
    if (reservations.remove(where)) {
      script.commit("DELETE FROM library.reservations WHERE " + where);
    } else {
      reservations.add(where);
      script.commit(
          "INSERT INTO library.reservations VALUES ('%s', %d, %s)"
              .formatted(isbn, member, script.at()));
    }
  }

  private void replaceCard() {
    int index = script.upTo(cards.size());
    String old = cards.get(index);
    cards.set(index, "C-" + next++);
    script.commit(
        "UPDATE library.cards SET number = '%s', issued_at = %s WHERE number = '%s'"
            .formatted(cards.get(index), script.at(), old));
  }

  private void fine() {
    int member = script.oneOf(members);
    script.commit(
        script.upTo(2) == 0
            ? charge(member, script.amount(500))
            : "UPDATE library.members SET fines = 0, updated_at = %s WHERE id = %d"
                .formatted(script.at(), member));
  }

  private String charge(int member, String amount) {
    return "UPDATE library.members SET fines = fines + %s, updated_at = %s WHERE id = %d"
        .formatted(amount, script.at(), member);
  }

  private void member() {
    int member = script.oneOf(members);
    String set =
        switch (script.upTo(3)) {
          case 0 -> "active = NOT active";
          case 1 -> "email = 'new%d@example.org'".formatted(next++);
          default -> "email = NULL, name = 'Kim %d'".formatted(next++);
        };
    script.commit(
        "UPDATE library.members SET %s, updated_at = %s WHERE id = %d"
            .formatted(set, script.at(), member));
  }

  private void copy() {
    Copy copy = script.oneOf(copies);
    String set =
        script.upTo(2) == 0
            ? "branch_code = '%s'".formatted(script.oneOf(BRANCHES))
            : "condition = '%s'".formatted(script.oneOf(List.of("good", "worn", "damaged")));
    script.commit(
        "UPDATE library.copies SET %s WHERE isbn = '%s' AND number = %d"
            .formatted(set, copy.isbn, copy.number));
  }

  private void book() {
    String set =
        script.upTo(3) == 0
            ? "details = details || '{\"edition\": %d}'".formatted(1 + script.upTo(9))
            : "deleted_at = CASE WHEN deleted_at IS NULL THEN timestamptz %s END"
                .formatted(script.at());
    script.commit(
        "UPDATE library.books SET %s WHERE isbn = '%s'".formatted(set, books.get(script.upTo(3))));
  }

  private void count() {
    String branch = script.oneOf(BRANCHES);
    String at = script.at();
    int visitors = script.upTo(200);
    script.commit(
        "INSERT INTO library.visits VALUES ('%s', %s, %d)".formatted(branch, at, visitors));
    if (script.upTo(3) == 0) {
      script.commit(
          "UPDATE library.visits SET visitors = %d WHERE branch_code = '%s' AND counted_at = %s"
              .formatted(visitors + 1, branch, at));
    }
  }

  private void subject() {
    script.commit(
        "UPDATE library.subjects SET parent_id = %s WHERE id = 3"
            .formatted(script.oneOf(List.of("1", "2", "NULL"))));
  }

  /// A member who never borrowed or reserved anything comes and goes.
  private void leave() {
    int id = next++;
    script.commit(
        "INSERT INTO library.members (id, name, joined_on) VALUES (%d, 'Guest', %s)"
            .formatted(id, script.day(0)),
        "INSERT INTO library.cards VALUES ('C-%d', %d, %s)".formatted(next++, id, script.at()));
    script.commit("DELETE FROM library.members WHERE id = %d".formatted(id));
  }
}
