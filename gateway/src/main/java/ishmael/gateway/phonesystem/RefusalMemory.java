package ishmael.gateway.phonesystem;

/**
 * How many times in a row the phone system refused the name or password. It outlives the service:
 * else each start of it would make five attempts more, until the phone system locks the account.
 * Only the link's thread calls it.
 */
public interface RefusalMemory {
  /** Returns how many refusals are remembered for this account and this password. */
  int count();

  /** Remembers a number before the next attempt is made; 0 after a login. */
  void remember(int refusals);

  /** Returns a memory that ends with the link. */
  static RefusalMemory forgetful() {
    return new RefusalMemory() {
      @Override
      public int count() {
        return 0;
      }

      @Override
      public void remember(int refusals) {
        // The link counts itself; there is nothing to keep.
      }
    };
  }
}
