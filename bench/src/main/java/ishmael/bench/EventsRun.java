package ishmael.bench;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long events take from the moment they are due at the phone system to the listener. */
final class EventsRun {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String BARE = "a listener on bare Smack, contents skipped";
  private static final List<String> NAMES = List.of("p50", "p99", "maximum");

  private final Trio trio;
  private final Trio.Address full;
  private final Effort effort;

  EventsRun(Trio trio, Trio.Address full, Effort effort) {
    this.trio = trio;
    this.full = full;
    this.effort = effort;
  }

  /** The three latencies of a round, in milliseconds, and events per second. */
  private record Round(List<Double> latencies, double rate) {}

  List<Finding> run() throws IOException, InterruptedException {
    List<Round> bare = new ArrayList<>();
    List<Round> ours = new ArrayList<>();
    round(trio.bare());
    round(trio.ours());
    for (int i = 0; i < effort.eventRounds(); i++) {
      if (i % 2 == 0) {
        bare.add(round(trio.bare()));
        ours.add(round(trio.ours()));
      } else {
        ours.add(round(trio.ours()));
        bare.add(round(trio.bare()));
      }
    }
    ImmutableList.Builder<Finding> findings = ImmutableList.builder();
    findings.add(
        Finding.ratio(
            "events received, %,d/s sent".formatted(effort.eventsPerSecond()),
            BARE,
            "events/s",
            Samples.of(bare.stream().map(Round::rate).toList()),
            Samples.of(ours.stream().map(Round::rate).toList()),
            Optional.empty()));
    for (int i = 0; i < NAMES.size(); i++) {
      int which = i;
      findings.add(
          Finding.ratio(
              "event due to listener, " + NAMES.get(i),
              BARE,
              "ms",
              Samples.of(bare.stream().map(round -> round.latencies().get(which)).toList()),
              Samples.of(ours.stream().map(round -> round.latencies().get(which)).toList()),
              Optional.empty()));
    }
    return findings.build();
  }

  private Round round(Child side) throws IOException, InterruptedException {
    String count = Integer.toString(effort.eventsPerRound());
    String jid =
        side.ask("listen", full.port(), full.pin(), Integer.toString(full.users()), count).get(0);
    trio.server().ask("events", jid, Integer.toString(effort.eventsPerSecond()), count);
    List<Double> heard = side.ask("heard").stream().map(Double::valueOf).toList();
    trio.settle();
    return new Round(
        heard.subList(0, NAMES.size()).stream().map(nanos -> nanos / NANOS_PER_MILLI).toList(),
        (effort.eventsPerRound() - 1) / heard.get(NAMES.size()) * NANOS_PER_SECOND);
  }
}
