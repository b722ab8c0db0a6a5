package afterimage.capture.chapter;

/// Numbers that belong together, in disjoint sets. One that was never joined is a set of its own
/// and takes no memory; the others take 16 to 32 bytes each.
///
/// Union-find with path halving, over a hash table with open addressing.
final class Joined {

  private static final int FIRST_CAPACITY = 64;

  /// Pairs of a number and the one it hangs on; 0 is an empty place.
  private long[] table = new long[2 * FIRST_CAPACITY];

  private int size;

  /// The number that stands for the set of this one.
  ///
  /// @param number not 0
  long find(long number) {
    long at = number;
    while (true) {
      long parent = parent(at);
      if (parent == at) {
        return at;
      }
      long grandparent = parent(parent);
      put(at, grandparent);
      at = grandparent;
    }
  }

  void join(long one, long other) {
    long a = find(one);
    long b = find(other);
    if (a != b) {
      put(a, b);
    }
  }

  private long parent(long number) {
    int place = place(table, number);
    return table[place] == 0 ? number : table[place + 1];
  }

  private void put(long number, long parent) {
    int place = place(table, number);
    if (table[place] == 0) {
      size++;
    }
    table[place] = number;
    table[place + 1] = parent;
    if (size * 4L > table.length) {
      grow();
    }
  }

  private void grow() {
    long[] larger = new long[Math.multiplyExact(table.length, 2)];
    for (int i = 0; i < table.length; i += 2) {
      if (table[i] != 0) {
        System.arraycopy(table, i, larger, place(larger, table[i]), 2);
      }
    }
    table = larger;
  }

  private static int place(long[] table, long number) {
    int mask = table.length / 2 - 1;
    int slot = (int) mix(number) & mask;
    while (table[2 * slot] != 0 && table[2 * slot] != number) {
      slot = (slot + 1) & mask;
    }
    return 2 * slot;
  }

  /// The finalizer of MurmurHash3.
  static long mix(long number) {
    long h = number;
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}
