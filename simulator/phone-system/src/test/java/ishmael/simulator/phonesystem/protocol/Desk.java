package ishmael.simulator.phonesystem.protocol;

import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.engine.EngineEvent;
import ishmael.simulator.phonesystem.engine.FakeTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Pequod in fake time behind its command desk. */
final class Desk {
  final FakeTimeline time = new FakeTimeline(Instant.parse("2026-01-01T00:00:00Z"));
  final Engine engine = new Engine(Pequod.site(), time);
  final CommandDesk desk = new CommandDesk(engine);
  final ClientSession supervisor = session(Pequod.SUPERVISOR);
  final ClientSession pip = session("pip");
  private final List<EngineEvent> told = new ArrayList<>();

  Desk() {
    engine.addListener(told::add);
  }

  ClientSession session(String user) {
    return new ClientSession(engine, engine.user(user));
  }

  void pass(int seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  XmlElement ask(ClientSession session, String module, String command) {
    return tryToAsk(session, module, command).orElseThrow();
  }

  Optional<XmlElement> tryToAsk(ClientSession session, String module, String command) {
    String xml =
        "<cmd xmlns='%s' module='%s'>%s</cmd>".formatted(Mobydick.NAMESPACE, module, command);
    return desk.execute(session, Xml.parse(xml));
  }

  void subscribe(ClientSession session, String module, String type, String scope) {
    ask(
        session,
        "event",
        "<AddSubscription><Subscription module='%s' type='%s' scope='%s'/></AddSubscription>"
            .formatted(module, type, scope));
  }

  /** What the session would have been sent so far; forgets it. */
  List<XmlElement> sent(ClientSession session) {
    List<XmlElement> payloads =
        told.stream().map(session::payloadFor).flatMap(Optional::stream).toList();
    told.clear();
    return payloads;
  }
}
