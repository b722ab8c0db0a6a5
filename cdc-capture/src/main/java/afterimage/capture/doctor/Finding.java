package afterimage.capture.doctor;

import java.util.List;

/// Something that matters to capture.
///
/// @param where a table, or `server`, `login`, `slots`, …
/// @param what a sentence
/// @param advice what to do, in words; empty if the SQL says it
/// @param sql statements to run as they are, in order; empty if there is none
/// @param cost of following it
/// @param breaks what following it could break
public record Finding(
    Severity severity,
    String where,
    String what,
    String advice,
    List<String> sql,
    String cost,
    String breaks) {

  public Finding {
    sql = List.copyOf(sql);
  }

  static Finding note(String where, String what) {
    return new Finding(Severity.NOTE, where, what, "", List.of(), "", "");
  }

  static Finding note(String where, String what, String advice) {
    return new Finding(Severity.NOTE, where, what, advice, List.of(), "", "");
  }

  static Finding blocks(String where, String what, String advice) {
    return new Finding(Severity.BLOCKS, where, what, advice, List.of(), "nothing", "nothing");
  }
}
