package afterimage.store.projection;

/// Is told how far a rebuild has come, after each page.
@FunctionalInterface
public interface RebuildProgress {

  /// @param position up to which everything is built
  /// @param readable what there is
  void at(long position, long readable);
}
