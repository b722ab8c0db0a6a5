package afterimage.torture.fault;

/// When a pipeline is killed.
public enum Moment {
  /// After a random time.
  ANY,
  /// While it connects, before anything has come.
  CONNECTING,
  /// A transaction is arriving whose end has not come.
  RECEIVING,
  /// The same, with thousands of its changes here.
  LARGE,
  /// Transactions have come and are being translated.
  TRANSLATING,
  /// Before the store's commit.
  STORING,
  /// After the store's commit, before the acknowledgement.
  STORED,
  /// Right after the acknowledgement.
  ACKNOWLEDGED
}
