package afterimage.capture.discover;

import afterimage.capture.catalog.Column;
import java.util.List;
import java.util.Set;

/// What a column's name and type say of its part in the domain.
final class Vocabulary {

  static final Set<String> PREFIXES = Set.of("is", "has", "was", "date", "flag");
  static final Set<String> MOMENTS =
      Set.of("at", "on", "date", "time", "ts", "when", "timestamp", "day");

  private static final Set<String> BOOKKEEPING =
      Set.of(
          "updated",
          "updated at",
          "updated on",
          "modified",
          "modified at",
          "modified on",
          "modified date",
          "last update",
          "last updated",
          "last updated at",
          "last modified",
          "last modified at",
          "changed at",
          "mtime",
          "version",
          "lock version",
          "row version",
          "revision",
          "etag");
  private static final Set<String> STATES = Set.of("status", "state", "stage", "phase");
  private static final Set<String> QUANTITIES =
      Set.of(
          "quantity",
          "qty",
          "count",
          "amount",
          "balance",
          "total",
          "stock",
          "points",
          "credit",
          "credits",
          "fine",
          "fines",
          "score",
          "renewals",
          "retries",
          "attempts",
          "visits",
          "views",
          "likes",
          "uses",
          "seats",
          "hours",
          "minutes",
          "units",
          "copies",
          "inventory",
          "debit");
  private static final Set<String> NO_QUANTITIES =
      Set.of(
          "id", "no", "number", "nr", "code", "year", "month", "day", "zip", "version", "price",
          "rate", "percent", "status");
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "email",
          "mail",
          "phone",
          "mobile",
          "fax",
          "address",
          "street",
          "city",
          "country",
          "postcode",
          "website",
          "url",
          "contact",
          "description",
          "comment",
          "comments",
          "note",
          "notes",
          "memo",
          "remark",
          "remarks",
          "details",
          "price",
          "cost",
          "rate",
          "fee",
          "salary",
          "limit",
          "discount",
          "currency",
          "language",
          "location",
          "priority",
          "owner",
          "password",
          "role",
          "tax",
          "weight",
          "size",
          "color",
          "colour",
          "picture",
          "image",
          "reason");
  private static final List<String> HISTORIES =
      List.of("history", "audit", "log", "archive", "journal", "trail");

  private Vocabulary() {}

  static boolean isBookkeeping(Column column) {
    return BOOKKEEPING.contains(String.join(" ", Names.words(column.name())));
  }

  static boolean isState(Column column) {
    List<String> words = Names.words(column.name());
    return !words.isEmpty() && STATES.contains(words.getLast());
  }

  static boolean isMoment(Column column) {
    return Set.of("date", "timestamp", "timestamptz").contains(column.type());
  }

  /// A number that goes up and down. Only one that is never NULL can be counted on.
  static boolean isQuantity(Column column) {
    List<String> words = Names.words(column.name());
    boolean isNumber = column.sort() == Column.Sort.INTEGER || column.sort() == Column.Sort.DECIMAL;
    if (!isNumber
        || column.nullable()
        || words.isEmpty()
        || NO_QUANTITIES.contains(words.getLast())) {
      return false;
    }
    return words.stream().anyMatch(QUANTITIES::contains)
        || (column.sort() == Column.Sort.INTEGER && Names.isPlural(words.getLast()));
  }

  static boolean isName(Column column) {
    return Set.of("name", "title", "label", "display name", "full name")
        .contains(String.join(" ", Names.words(column.name())));
  }

  static boolean isAttribute(Column column) {
    List<String> words = Names.words(column.name());
    return !words.isEmpty() && ATTRIBUTES.contains(words.getLast());
  }

  static boolean isHistory(String table) {
    List<String> words = Names.words(table);
    return words.size() > 1
        && (HISTORIES.contains(words.getLast()) || HISTORIES.contains(words.getFirst()));
  }
}
