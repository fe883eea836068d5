package ishmael.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.gateway.phonesystem.Password;
import ishmael.gateway.phonesystem.PhoneSystem;
import ishmael.gateway.phonesystem.PhoneSystemListener;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.smack.SmackPhoneSystem;
import ishmael.linemapper.CommandId;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.PhoneEvent;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.User;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

/**
 * The gateway's link in a process of its own. Orders: {@code directory PORT PIN USERS} answers with
 * the nanoseconds from start to online; {@code memory PORT PIN USERS} with the octets of heap in
 * use when online; {@code listen PORT PIN USERS COUNT} connects, and {@code heard} tells the
 * latencies.
 */
final class OurSide {
  private static final Duration ONLINE_LIMIT = Duration.ofSeconds(60);
  private static final Duration EVENT_LIMIT = Duration.ofSeconds(30);

  private Optional<Link> listening = Optional.empty();

  private OurSide() {}

  public static void main(String[] arguments) throws Exception {
    OurSide side = new OurSide();
    Dialogue.run(Level.WARNING, side::obey);
    System.exit(0);
  }

  private String obey(List<String> words) throws InterruptedException {
    return switch (words.get(0)) {
      case "directory" -> {
        try (Link link = link(words, 0)) {
          yield Long.toString(link.online(users(words)));
        }
      }
      case "memory" -> {
        try (Link link = link(words, 0)) {
          link.online(users(words));
          yield Long.toString(heapInUse());
        }
      }
      case "listen" -> {
        Link link = link(words, Integer.parseInt(words.get(4)));
        listening = Optional.of(link);
        link.online(users(words));
        yield BenchSite.SUPERVISOR + "@" + BenchSite.DOMAIN + "/" + Link.RESOURCE;
      }
      case "heard" -> {
        try (Link link = listening.orElseThrow()) {
          yield link.latencies.summary(EVENT_LIMIT);
        }
      }
      default -> throw new IllegalArgumentException("unknown order");
    };
  }

  private static int users(List<String> words) {
    return Integer.parseInt(words.get(3));
  }

  private static Link link(List<String> words, int events) {
    return new Link(Integer.parseInt(words.get(1)), words.get(2), events);
  }

  /** Collects garbage until nothing more goes. */
  private static long heapInUse() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 8; i++) {
      memory.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  /** One link and what it reported. */
  private static final class Link implements PhoneSystemListener, AutoCloseable {
    static final String RESOURCE = "OURS";

    final Latencies latencies;
    private final BlockingQueue<LinkState> states = new ArrayBlockingQueue<>(64);
    private final PhoneSystem phones;
    private final long begun;
    private volatile long ended;
    private volatile int users;

    Link(int port, String pin, int events) {
      latencies = new Latencies(events);
      PhoneSystemOptions options =
          PhoneSystemOptions.builder(
                  BenchSite.SUPERVISOR, new Password(BenchSite.PASSWORD), RESOURCE)
              .host("localhost")
              .port(port)
              .certificateSha256(pin)
              .supervisorRequired(true)
              .build();
      begun = System.nanoTime();
      phones = SmackPhoneSystem.create(options, this, new SimpleMeterRegistry());
      phones.start();
    }

    /** Waits until the directory is complete and returns how long that took, in nanoseconds. */
    long online(int expected) throws InterruptedException {
      long limit = System.nanoTime() + ONLINE_LIMIT.toNanos();
      for (LinkState state = next(limit);
          !(state instanceof LinkState.Online);
          state = next(limit)) {
        if (!(state instanceof LinkState.Connecting)) {
          throw new IllegalStateException("not online: " + state);
        }
      }
      if (users != expected) {
        throw new IllegalStateException("%d users instead of %d".formatted(users, expected));
      }
      return ended - begun;
    }

    private LinkState next(long limit) throws InterruptedException {
      LinkState state = states.poll(limit - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (state == null) {
        throw new IllegalStateException("not online within " + ONLINE_LIMIT);
      }
      return state;
    }

    @Override
    public void state(LinkState state) {
      ended = System.nanoTime();
      states.add(state);
    }

    @Override
    public void event(PhoneEvent event) {
      if (event instanceof ChannelEvent channel) {
        latencies.arrived(Long.parseLong(channel.channel().value()));
      }
    }

    @Override
    public void outcome(CommandId id, CommandOutcome outcome) {
      throw new IllegalStateException("nobody asked");
    }

    @Override
    public void directory(Collection<User> all) {
      users = (int) all.stream().filter(user -> user.extension().isPresent()).count();
    }

    @Override
    public void close() {
      phones.close();
    }
  }
}
