package afterimage.capture.doctor;

import afterimage.capture.catalog.Catalog;
import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Looks at a database before anything is done to it.
public final class Doctor {

  private static final int OLDEST = 14;

  private Doctor() {}

  /// @param schemas those that are meant; empty for all
  /// @throws ServerProblem if it cannot be looked at: there is no server, or none of PostgreSQL's
  /// @throws NoSuchSchema if one of the schemas is not there
  public static Examination examine(Database database, List<String> schemas) {
    try (Connection connection = Entrance.open(database)) {
      // Whatever happens, nothing is written.
      connection.setReadOnly(true);
      Query query = new Query(connection);
      int version = connection.getMetaData().getDatabaseMajorVersion();
      String product = "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
      if (version < OLDEST) {
        return new Examination(
            database.address(),
            product,
            List.of(tooOld(version)),
            List.of(),
            "Upgrade, and type: afterimage doctor");
      }
      Entrance.refuseOther(database, query);
      Platform platform = Platform.of(query);
      List<String> meant = NoSuchSchema.check(database, query, schemas);
      List<Finding> findings = new ArrayList<>();
      findings.addAll(new ServerChecks(database, query, version, platform).findings());
      findings.addAll(Entrance.pooled(connection, query));
      findings.addAll(new SlotChecks(query, version).findings());
      findings.addAll(new WriterChecks(query).findings());
      Catalog catalog = Catalog.read(connection);
      TableChecks tables = new TableChecks(query, catalog, version, meant);
      findings.addAll(tables.findings());
      if (tables.health().isEmpty()) {
        findings.add(noTables(meant));
      }
      Examination examination =
          new Examination(
              database.address(),
              "%s, %s".formatted(product, platform.words),
              findings,
              tables.health(),
              "");
      return new Examination(
          examination.database(),
          examination.server(),
          findings,
          tables.health(),
          next(examination, schemas));
    } catch (SQLException e) {
      throw new ServerProblem(
          "%s: doctor cannot read what it needs: %s".formatted(database.address(), e.getMessage()),
          e);
    }
  }

  private static Finding tooOld(int version) {
    return new Finding(
        Severity.BLOCKS,
        "server",
        ("it is PostgreSQL %d; capture needs %d or later, whose logical decoding hands over the"
                + " messages and the columns that it rests on")
            .formatted(version, OLDEST),
        "Upgrade the server, for example with pg_upgrade",
        List.of(),
        "a downtime, and new statistics",
        "what the release notes of the versions between name");
  }

  private static Finding noTables(List<String> schemas) {
    return Finding.blocks(
        "tables",
        schemas.isEmpty()
            ? "the database has no table"
            : "there is no table in %s".formatted(String.join(", ", schemas)),
        "Name the database that the application works on, or another --schema");
  }

  private static String next(Examination examination, List<String> schemas) {
    String options =
        String.join("", schemas.stream().map(schema -> " --schema " + schema).toList());
    return examination.count(Severity.BLOCKS) > 0
        ? "Follow what BLOCKS, and type again: afterimage doctor --url …" + options
        : "Next: afterimage discover --url …%s --output mapping.yaml".formatted(options);
  }
}
