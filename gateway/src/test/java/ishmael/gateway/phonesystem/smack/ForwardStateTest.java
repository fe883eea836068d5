package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.LinkTiming;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.linemapper.Effect;
import ishmael.linemapper.LineMapper;
import ishmael.linemapper.LineMapperOptions;
import ishmael.linemapper.LineView;
import ishmael.linemapper.UserName;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.engine.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Forwarding, from the simulated phone system over the link to the line as TAPI shows it. */
@Timeout(120)
class ForwardStateTest {
  private static final UserName AHAB = new UserName("ahab");
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final Harness harness = new Harness();
  private final Engine engine = harness.server.engine();
  private final LineMapper mapper = new LineMapper(LineMapperOptions.of("mobydick", 100, Map.of()));

  @AfterEach
  void stop() {
    harness.close();
  }

  private static PhoneSystemOptions.Builder refreshing(PhoneSystemOptions.Builder options) {
    LinkTiming often = Harness.TIMING.withDirectoryRefresh(Duration.ofSeconds(2));
    return options.timing(often);
  }

  /** Gives the mapper each directory until Ahab's line is shown with that forwarding. */
  private void awaitLine(Optional<String> forwardedTo) throws InterruptedException {
    harness.recorder.next(Recorder.Listed.class, listed -> shows(listed, forwardedTo));
  }

  private boolean shows(Recorder.Listed listed, Optional<String> forwardedTo) {
    List<Effect> effects = mapper.users(NOW, listed.users(), Set.of(AHAB));
    return effects.stream()
        .filter(Effect.LineShown.class::isInstance)
        .map(effect -> ((Effect.LineShown) effect).line())
        .map(LineView::forwardedTo)
        .anyMatch(forwardedTo::equals);
  }

  @Test
  void forwarded_beforeTheLogin_isShownWithTheLine() throws Exception {
    engine.setRedirect("ahab", "106");
    harness.connect(harness.supervisor().build());

    awaitLine(Optional.of("106"));
  }

  @Test
  void forwarded_whileRunning_isShownByTheEvent() throws Exception {
    harness.connect(harness.supervisor().build());
    awaitLine(Optional.empty());

    engine.setRedirect("ahab", "+49 7195 5550");
    awaitLine(Optional.of("071955550"));
    engine.setRedirect("ahab", "");
    awaitLine(Optional.empty());
  }

  @Test
  void forwarded_phoneSystemWithoutSuchEvents_isShownByTheNextLook() throws Exception {
    harness.server.xmpp().faults().redirectEvents(false);
    harness.connect(refreshing(harness.supervisor()).build());
    awaitLine(Optional.empty());

    engine.setRedirect("ahab", "106");
    awaitLine(Optional.of("106"));
    engine.setRedirect("ahab", "");
    awaitLine(Optional.empty());
  }

  @Test
  void forwarded_ordinaryAccount_isShownByTheEvent() throws Exception {
    harness.connect(harness.account("ahab", Pequod.CREW_PASSWORD).build());
    awaitLine(Optional.empty());

    engine.setRedirect("ahab", "106");
    awaitLine(Optional.of("106"));
  }
}
