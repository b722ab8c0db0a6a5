package afterimage.domains;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What happens in billing. It knows its rows well enough to do only what their constraints allow.
final class BillingLoad {

  private static final List<String> ARTICLES = List.of("hours", "licence", "travel", "paper");

  private final Script script;
  private final List<UUID> customers = new ArrayList<>();
  private final List<String> drafts = new ArrayList<>();
  private final List<String> issued = new ArrayList<>();
  private final List<Integer> transfers = new ArrayList<>();
  private int next = 100;
  private int day;

  BillingLoad(long seed) {
    this.script = new Script(seed);
  }

  List<Transaction> run(int transactions) {
    script.commit(
        "INSERT INTO billing.accounts (code, parent_code, kind, name) VALUES"
            + " ('1', NULL, 'asset', 'Assets'), ('1200', '1', 'asset', 'Bank'),"
            + " ('1400', '1', 'asset', 'Receivables'), ('8000', NULL, 'income', 'Sales')");
    welcome();
    draft();
    while (script.size() < transactions) {
      step();
    }
    return script.transactions();
  }

  private void step() {
    switch (script.upTo(16)) {
      case 0 -> welcome();
      case 1, 2, 3 -> draft();
      case 4, 5 -> line();
      case 6, 7 -> issue();
      case 8, 9 -> pay();
      case 10 -> discard();
      case 11 -> customer();
      case 12 -> account();
      case 13 -> rate();
      case 14 -> remind();
      default -> correct();
    }
  }

  private void welcome() {
    UUID id = new UUID(0x4000L, 0x8000_0000_0000_0000L | next++);
    customers.add(id);
    script.commit(
        ("INSERT INTO billing.customers (id, name, credit_limit, contact)"
                + " VALUES ('%s', 'Customer %d', '%s', '{\"mail\": \"c%d@example.org\"}')")
            .formatted(id, next, script.amount(1_000_000), next));
  }

  private void draft() {
    String number = "R-" + next++;
    drafts.add(number);
    List<String> statements = new ArrayList<>();
    statements.add(
        "INSERT INTO billing.invoices (number, customer_id) VALUES ('%s', '%s')"
            .formatted(number, script.oneOf(customers)));
    for (int line = 1; line <= 1 + script.upTo(3); line++) {
      statements.add(
          "INSERT INTO billing.invoice_lines VALUES ('%s', %d, '%s', %d, %s)"
              .formatted(
                  number, line, script.oneOf(ARTICLES), 1 + script.upTo(9), script.amount(20_000)));
    }
    statements.add(total(number));
    script.commit(statements);
  }

  private static String total(String number) {
    return ("UPDATE billing.invoices SET total = (SELECT sum(round(quantity * unit_price, 2))"
            + " FROM billing.invoice_lines WHERE invoice_number = '%s') WHERE number = '%s'")
        .formatted(number, number);
  }

  private void line() {
    if (!drafts.isEmpty()) {
      String number = script.oneOf(drafts);
      String set =
          switch (script.upTo(4)) {
            case 0 -> "quantity = quantity + 1.5";
            case 1 -> "quantity = greatest(quantity - 1, 0.5)";
            case 2 -> "unit_price = round(unit_price * 1.1, 2)";
            default -> "article = '%s'".formatted(script.oneOf(ARTICLES));
          };
      script.commit(
          "UPDATE billing.invoice_lines SET %s WHERE invoice_number = '%s' AND line = 1"
              .formatted(set, number),
          total(number));
    }
  }

  private void issue() {
    if (!drafts.isEmpty()) {
      String number = drafts.remove(script.upTo(drafts.size()));
      issued.add(number);
      List<String> statements = new ArrayList<>();
      statements.add(
          "UPDATE billing.invoices SET status = 'issued', issued_at = %s WHERE number = '%s'"
              .formatted(script.at(), number));
      transfer(statements, number, "invoice", "1400", "8000");
      script.commit(statements);
    }
  }

  private void pay() {
    if (!issued.isEmpty()) {
      String number = issued.remove(script.upTo(issued.size()));
      List<String> statements = new ArrayList<>();
      statements.add(
          "UPDATE billing.invoices SET status = 'paid', paid_at = %s WHERE number = '%s'"
              .formatted(script.at(), number));
      transfer(statements, number, "payment", "1200", "1400");
      script.commit(statements);
    }
  }

  private void transfer(
      List<String> statements, String invoice, String purpose, String debit, String credit) {
    int id = next++;
    transfers.add(id);
    String amount = script.amount(100_000);
    statements.add(
        "INSERT INTO billing.transfers (id, invoice_number, purpose) VALUES (%d, '%s', '%s')"
            .formatted(id, invoice, purpose));
    statements.add(
        "INSERT INTO billing.postings VALUES (%s, %d, 1, '%s', %s), (%s, %d, 2, '%s', -%s)"
            .formatted(script.day(0), id, debit, amount, script.day(0), id, credit, amount));
    statements.add(
        "UPDATE billing.accounts SET balance = balance + %s WHERE code = '%s'"
            .formatted(amount, debit));
    statements.add(
        "UPDATE billing.accounts SET balance = balance - %s WHERE code = '%s'"
            .formatted(amount, credit));
  }

  /// A draft is thrown away with its lines, or an invoice is voided.
  private void discard() {
    if (script.upTo(2) == 0 && drafts.size() > 1) {
      String number = drafts.removeLast();
      script.commit("DELETE FROM billing.invoices WHERE number = '%s'".formatted(number));
    } else if (!issued.isEmpty()) {
      script.commit(
          "UPDATE billing.invoices SET status = 'voided', memo = 'sent in error' WHERE number = '%s'"
              .formatted(issued.removeLast()));
    }
  }

  private void customer() {
    String set =
        switch (script.upTo(3)) {
          case 0 -> "credit_limit = '%s'".formatted(script.amount(2_000_000));
          case 1 -> "contact = contact || '{\"phone\": \"%d\"}'".formatted(next++);
          default ->
              "deleted_at = CASE WHEN deleted_at IS NULL THEN timestamptz %s END"
                  .formatted(script.at());
        };
    script.commit(
        "UPDATE billing.customers SET %s WHERE id = '%s'".formatted(set, script.oneOf(customers)));
  }

  private void account() {
    switch (script.upTo(3)) {
      case 0 ->
          script.commit("UPDATE billing.accounts SET closed = NOT closed WHERE code = '8000'");
      case 1 ->
          script.commit(
              "UPDATE billing.accounts SET name = 'Sales %d' WHERE code = '8000'"
                  .formatted(next++));
      default ->
          script.commit(
              "INSERT INTO billing.balance_history SELECT code, date '2026-01-01' + %d, balance FROM billing.accounts"
                  .formatted(day++));
    }
  }

  private void rate() {
    script.commit(
        ("INSERT INTO billing.exchange_rates VALUES ('USD', %s, 1.%04d)"
                + " ON CONFLICT (currency, day) DO UPDATE SET rate = excluded.rate")
            .formatted(script.day(0), script.upTo(10_000)));
  }

  private void remind() {
    if (!issued.isEmpty()) {
      script.commit(
          "INSERT INTO billing.dunning_letters VALUES ('%s', %s, %d)"
              .formatted(script.oneOf(issued), script.day(0), 1 + script.upTo(3)));
    }
  }

  /// A transfer is booked on another day, in another partition, or taken back.
  private void correct() {
    if (!transfers.isEmpty()) {
      int id = script.oneOf(transfers);
      script.commit(
          script.upTo(2) == 0
              ? "UPDATE billing.postings SET booked_on = CASE WHEN booked_on < '2026-07-01' THEN date '2026-07-01' ELSE date '2026-06-30' END WHERE transfer_id = %d"
                  .formatted(id)
              : "UPDATE billing.transfers SET reversed = true WHERE id = %d".formatted(id));
    }
  }
}
