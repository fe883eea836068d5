package ishmael.simulator.phonesystem.engine;

/** One end of a call as the other end sees it; both texts may be empty. */
public record Party(String name, String number) {
  static final Party NOBODY = new Party("", "");
}
