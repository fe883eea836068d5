package ishmael.simulator.phonesystem.engine;

import ishmael.simulator.phonesystem.Pequod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The Pequod in fake time, with everything that its engine told. */
final class Stage {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final FakeTimeline time = new FakeTimeline(START);
  final Engine engine;
  private final List<EngineEvent> told = new ArrayList<>();

  Stage() {
    this(Pequod.site());
  }

  Stage(Site site) {
    engine = new Engine(site, time);
    engine.addListener(told::add);
  }

  void pass(long millis) {
    time.advance(Duration.ofMillis(millis));
  }

  <T extends EngineEvent> List<T> told(Class<T> type) {
    return told.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Channel events since the last time as {@code "ahab ringing out 101>102"}; forgets them. */
  List<String> story() {
    List<String> lines =
        told(ChannelEvent.class).stream()
            .map(
                e ->
                    e.owner().toLowerCase(Locale.ROOT)
                        + " "
                        + e.type().wireName()
                        + (e.details().isEmpty() ? "" : "(" + e.details() + ")")
                        + (e.outbound() ? " out " : " in ")
                        + e.source().number()
                        + ">"
                        + e.target().number())
            .toList();
    told.clear();
    return lines;
  }

  void forget() {
    told.clear();
  }

  ChannelEvent last(EventType type) {
    return told(ChannelEvent.class).stream()
        .filter(e -> e.type() == type)
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  String channelOf(String user) {
    return engine.channelsOf(user).get(0).id();
  }
}
