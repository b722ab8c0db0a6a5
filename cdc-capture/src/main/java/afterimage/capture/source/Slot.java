package afterimage.capture.source;

/// The names of a replication slot and of the publication that it reads.
public record Slot(String name, String publication) {

  public Slot {
    if (!name.matches("[a-z0-9_]{1,63}")) {
      throw new IllegalArgumentException(
          "A slot's name has 1 to 63 of a-z, 0-9 and _, unlike " + name);
    }
  }

  public static Slot named(String name) {
    return new Slot(name, name);
  }
}
