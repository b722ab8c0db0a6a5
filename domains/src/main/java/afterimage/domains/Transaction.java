package afterimage.domains;

import java.util.List;

/// Statements that are committed together.
public record Transaction(List<String> statements) {

  public Transaction {
    statements = List.copyOf(statements);
  }

  /// For psql.
  public String sql() {
    return "BEGIN;\n" + String.join(";\n", statements) + ";\nCOMMIT;\n";
  }
}
