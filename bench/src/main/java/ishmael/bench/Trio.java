package ishmael.bench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The three processes of a whole-chain measurement: the phone system, our link and bare Smack. */
final class Trio implements AutoCloseable {
  private Optional<Child> server = Optional.empty();
  private Optional<Child> ours = Optional.empty();
  private Optional<Child> bare = Optional.empty();

  private Trio() {}

  /** Where a phone system listens. */
  record Address(String port, String pin, int users) {}

  /**
   * Starts the processes.
   *
   * @param oursOptions further options of the Java process with our link, for a profiler
   */
  static Trio start(List<String> oursOptions) throws IOException {
    Trio made = new Trio();
    try {
      made.server = Optional.of(Child.start(ServerSide.class, List.of()));
      made.ours = Optional.of(Child.start(OurSide.class, oursOptions));
      made.bare = Optional.of(Child.start(BareSide.class, List.of()));
      return made;
    } catch (IOException e) {
      made.close();
      throw e;
    }
  }

  Child server() {
    return server.orElseThrow();
  }

  Child ours() {
    return ours.orElseThrow();
  }

  Child bare() {
    return bare.orElseThrow();
  }

  /** Starts a phone system; events go to the sessions of the first one. */
  Address phoneSystem(int users) throws IOException, InterruptedException {
    List<String> words = server().ask("start", Integer.toString(users));
    return new Address(words.get(0), words.get(1), users);
  }

  /**
   * Gives an order that begins with an address, and lets the phone system come to rest afterwards.
   */
  double measure(Child side, String order, Address address)
      throws IOException, InterruptedException {
    double result =
        Double.parseDouble(
            side.ask(order, address.port(), address.pin(), Integer.toString(address.users()))
                .get(0));
    settle();
    return result;
  }

  void settle() throws IOException, InterruptedException {
    server().ask("settle");
  }

  @Override
  public void close() {
    ours.ifPresent(Child::close);
    bare.ifPresent(Child::close);
    server.ifPresent(Child::close);
  }
}
