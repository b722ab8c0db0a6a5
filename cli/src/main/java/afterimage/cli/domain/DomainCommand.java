package afterimage.cli.domain;

import afterimage.cli.BadConfiguration;
import afterimage.cli.Given;
import afterimage.cli.Verbose;
import afterimage.domains.Domain;
import afterimage.domains.Transaction;
import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes the tables of a domain, or works on them.
@Command(
    name = "domain",
    description =
        "A schema to play with: a library's loans, or billing. Prints the SQL of its tables or of work on"
            + " them, or runs it with --url. The same seed gives the same work.",
    mixinStandardHelpOptions = true)
public final class DomainCommand implements Callable<Integer>, Verbose {

  @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
  private Domain domain = Domain.LIBRARY;

  @Option(
      names = "--load",
      description = "Work on the tables, which are empty, instead of the tables.")
  private boolean load;

  @Option(names = "--seed", paramLabel = "N", description = "Of the work (default: 1).")
  private long seed = 1;

  @Option(
      names = "--transactions",
      paramLabel = "N",
      description = "How much work, in transactions (default: 200).")
  private int transactions = 200;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Runs it in this database instead of printing it.")
  private @Nullable String url;

  @Option(names = "--verbose", description = "Stack traces of failures.")
  private boolean verbose;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public boolean verbose() {
    return verbose;
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (url != null) {
      run(Given.database(url).orElseThrow());
    } else if (load) {
      domain.load(seed, transactions).forEach(transaction -> out.print(transaction.sql()));
    } else {
      out.print(domain.tables());
    }
    out.flush();
    return 0;
  }

  private void run(Database database) {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    int done = 0;
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      if (!load) {
        statement.execute(domain.tables());
        connection.commit();
        err.println("The tables of %s are in %s".formatted(domain.schema(), database.address()));
        return;
      }
      for (Transaction transaction : domain.load(seed, transactions)) {
        for (String sql : transaction.statements()) {
          statement.execute(sql);
        }
        connection.commit();
        done++;
      }
      err.println("%d transactions in %s".formatted(done, database.address()));
    } catch (SQLException e) {
      String state = String.valueOf(e.getSQLState());
      if (state.startsWith("42") || state.startsWith("23")) {
        throw new BadConfiguration(
            "%s: after %d transaction(s): %s. The tables must %s"
                .formatted(
                    database.address(),
                    done,
                    e.getMessage(),
                    load ? "be there and be empty" : "not be there yet"),
            e);
      }
      throw new ServerProblem("%s: %s".formatted(database.address(), e.getMessage()), e);
    }
  }
}
