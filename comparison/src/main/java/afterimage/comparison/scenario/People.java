package afterimage.comparison.scenario;

import java.util.List;

/// Who comes by.
final class People {

  static final List<String> CUSTOMERS =
      List.of(
          "Ann", "Ben", "Cleo", "Dan", "Edda", "Finn", "Greta", "Hugo", "Ida", "Jon", "Kim", "Lea",
          "Max", "Nora", "Otto", "Pia", "Quin", "Rosa", "Sam", "Tess", "Uma", "Vic", "Wanda",
          "Yara");

  static final String GUEST = "a guest";
  static final List<String> EMPLOYEES = List.of("Eve", "Frank");
  static final String NIGHTLY = "nightly job";
  static final String MAINTENANCE = "maintenance";

  private People() {}
}
