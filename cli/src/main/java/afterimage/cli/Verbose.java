package afterimage.cli;

/// A command that can be asked for stack traces.
public interface Verbose {
  boolean verbose();
}
