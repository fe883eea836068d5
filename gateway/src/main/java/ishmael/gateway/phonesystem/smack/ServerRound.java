package ishmael.gateway.phonesystem.smack;

import com.google.common.collect.ImmutableList;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.ServerAddress;
import ishmael.gateway.phonesystem.smack.SrvRecord.Ranked;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Which server is tried next: one after the other, then from the beginning. Those of the settings
 * count in their order. Without any the name service is asked, at the beginning of each round. Only
 * the loop calls it.
 */
final class ServerRound {
  /** The name service is not waited for longer. */
  private static final Duration LOOKUP_LIMIT = Duration.ofSeconds(8);

  private final PhoneSystemOptions options;
  private final SrvLookup lookup;
  private final LinkLoop loop;
  private ImmutableList<Ranked> servers;
  private int index;

  ServerRound(PhoneSystemOptions options, SrvLookup lookup, LinkLoop loop) {
    this.options = options;
    this.lookup = lookup;
    this.loop = loop;
    servers =
        IntStream.range(0, options.servers().size())
            .mapToObj(i -> new Ranked(options.servers().get(i), i))
            .collect(ImmutableList.toImmutableList());
  }

  /** Hands over the server to try; called on the loop, perhaps later. */
  void next(Consumer<ServerAddress> then) {
    boolean asks = options.servers().isEmpty() && (index == 0 || servers.isEmpty());
    if (!asks) {
      then.accept(servers.get(index).server());
      return;
    }
    AtomicBoolean done = new AtomicBoolean();
    Consumer<List<SrvRecord>> take =
        found -> {
          if (done.compareAndSet(false, true)) {
            found(found);
            then.accept(servers.get(index).server());
          }
        };
    Runnable cancel = loop.after(LOOKUP_LIMIT, () -> take.accept(List.of()));
    Thread thread =
        new Thread(
            () -> {
              List<SrvRecord> found = lookup.find(options.domain());
              loop.post(
                  () -> {
                    cancel.run();
                    take.accept(found);
                  });
            },
            "ishmael-srv-lookup");
    thread.setDaemon(true);
    thread.start();
  }

  /** The present server failed: takes the next one. Returns whether all have been tried now. */
  boolean failed() {
    index = servers.isEmpty() ? 0 : (index + 1) % servers.size();
    return index == 0;
  }

  /** Returns the first server if it is better than the present one. */
  Optional<ServerAddress> better() {
    return index == 0 || servers.get(index).rank() <= servers.get(0).rank()
        ? Optional.empty()
        : Optional.of(servers.get(0).server());
  }

  /** Takes the first server next. */
  void toFirst() {
    index = 0;
  }

  /**
   * A domain without records, or that no name service knows, is a host itself; but what was found
   * before holds while the name service is silent.
   */
  private void found(List<SrvRecord> records) {
    ImmutableList<Ranked> order =
        SrvRecord.inOrder(records, bound -> ThreadLocalRandom.current().nextInt(bound));
    if (!order.isEmpty()) {
      servers = order;
    } else if (servers.isEmpty()) {
      servers =
          ImmutableList.of(
              new Ranked(new ServerAddress(options.domain(), options.defaultPort()), 0));
    }
  }
}
