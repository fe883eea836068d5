package ishmael.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;

/**
 * Smack alone in a process of its own, the baseline: {@code directory PORT PIN USERS}, {@code
 * listen PORT PIN USERS COUNT} and {@code heard} as {@link OurSide}.
 */
final class BareSide {
  private static final Duration EVENT_LIMIT = Duration.ofSeconds(30);

  private Optional<Listening> listening = Optional.empty();

  private record Listening(BareConnection connection, Latencies latencies)
      implements AutoCloseable {
    @Override
    public void close() {
      connection.close();
    }
  }

  private BareSide() {}

  public static void main(String[] arguments) throws Exception {
    BareConnection.prepare();
    BareSide side = new BareSide();
    Dialogue.run(Level.WARNING, side::obey);
    System.exit(0);
  }

  private String obey(List<String> words) throws Exception {
    return switch (words.get(0)) {
      case "directory" -> directory(words);
      case "listen" -> listen(words);
      case "heard" -> {
        try (Listening now = listening.orElseThrow()) {
          yield now.latencies().summary(EVENT_LIMIT);
        }
      }
      default -> throw new IllegalArgumentException("unknown order");
    };
  }

  private static String directory(List<String> words) throws Exception {
    long begun = System.nanoTime();
    try (BareConnection connection = connection(words)) {
      BareLoop loop = new BareLoop(connection, Integer.parseInt(words.get(3)));
      long ended = loop.run();
      return Long.toString(ended - begun);
    }
  }

  private String listen(List<String> words) throws Exception {
    Latencies latencies = new Latencies(Integer.parseInt(words.get(4)));
    BareConnection connection = connection(words);
    listening = Optional.of(new Listening(connection, latencies));
    connection.onEvent(id -> latencies.arrived(Long.parseLong(id)));
    connection.introduce();
    return connection.jid();
  }

  private static BareConnection connection(List<String> words) throws Exception {
    return BareConnection.open(Integer.parseInt(words.get(1)), words.get(2));
  }
}
