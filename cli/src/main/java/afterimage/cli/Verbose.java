package afterimage.cli;

/// A command that can be told to show where a failure comes from.
public interface Verbose {
  boolean verbose();
}
