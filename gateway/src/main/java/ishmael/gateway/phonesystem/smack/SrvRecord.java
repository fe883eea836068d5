package ishmael.gateway.phonesystem.smack;

import com.google.common.collect.ImmutableList;
import ishmael.gateway.phonesystem.ServerAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * One answer of the name service about a domain's servers. Source: RFC 2782.
 *
 * @param priority 0 … 65535; the lowest is tried first
 * @param weight 0 … 65535: how often it is tried before others of its priority
 * @param port 1 … 65535; 0 only without a target
 * @param target a host's name without the last dot; empty if the domain has no such service
 */
record SrvRecord(int priority, int weight, int port, String target) {
  private static final int HIGHEST = 65_535;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range, or a server has port 0
   */
  SrvRecord {
    boolean inRange =
        Stream.of(priority, weight, port).allMatch(number -> number >= 0 && number <= HIGHEST);
    if (!inRange || (port == 0 && !target.isEmpty())) {
      throw new IllegalArgumentException(
          "no usable SRV record: %d %d %d %s".formatted(priority, weight, port, target));
    }
  }

  /** A server and how good it is: those of one rank are equal, the lowest rank is the best. */
  record Ranked(ServerAddress server, int rank) {}

  /**
   * Returns the servers in the order in which they are to be tried.
   *
   * @param random gives a number from 0 to below its argument
   */
  static ImmutableList<Ranked> inOrder(List<SrvRecord> records, IntUnaryOperator random) {
    List<SrvRecord> left =
        new ArrayList<>(records.stream().filter(one -> !one.target().isEmpty()).toList());
    // Those of weight 0 come first, so that they have a small chance. Source: RFC 2782, page 3.
    left.sort(Comparator.comparingInt(SrvRecord::priority).thenComparingInt(SrvRecord::weight));
    ImmutableList.Builder<Ranked> order = ImmutableList.builder();
    while (!left.isEmpty()) {
      SrvRecord next = draw(left, random);
      left.remove(next);
      order.add(new Ranked(new ServerAddress(next.target(), next.port()), next.priority()));
    }
    return order.build();
  }

  private static SrvRecord draw(List<SrvRecord> left, IntUnaryOperator random) {
    int best = left.get(0).priority();
    List<SrvRecord> equal = left.stream().filter(one -> one.priority() == best).toList();
    int sum = equal.stream().mapToInt(SrvRecord::weight).sum();
    int drawn = random.applyAsInt(sum + 1);
    int running = 0;
    for (SrvRecord one : equal) {
      running += one.weight();
      if (running >= drawn) {
        return one;
      }
    }
    return equal.get(equal.size() - 1);
  }
}
