package afterimage.capture.chapter;

import afterimage.capture.spool.SpooledTransaction;

/// What one transaction did to one aggregate does not fit into memory.
public final class TooLarge extends RuntimeException {

  private static final long serialVersionUID = 1;

  TooLarge(SpooledTransaction transaction, long entries, long needed) {
    super(
        ("Transaction %d (%s) changes %,d rows, and %,d of them must be told together: the mapping"
                + " has patterns with `with`, `inserted` or `deleted`, which look at all changes of"
                + " an aggregate. That needs about %,d MB, and half of the heap of %,d MB is there for"
                + " it. Nothing of the transaction was stored. Give the pipeline a larger heap (-Xmx),"
                + " or such tables a mapping without these")
            .formatted(
                transaction.transaction(),
                transaction.commit().asString(),
                transaction.changes(),
                entries,
                needed >> 20,
                Runtime.getRuntime().maxMemory() >> 20));
  }
}
