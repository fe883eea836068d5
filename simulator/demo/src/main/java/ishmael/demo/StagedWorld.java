package ishmael.demo;

import ishmael.simulator.phonesystem.PhoneSystem;
import ishmael.simulator.phonesystem.engine.Engine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A world of its parts; closing it undoes everything that was opened for it. */
record StagedWorld(
    PhoneSystem phoneSystem,
    GatewayControl gateway,
    Telephony telephony,
    Optional<Programs> programs,
    Optional<Isolation> isolation,
    Undo undo)
    implements World {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** Waits until the six lines of the crew are in service. */
  StagedWorld ready() throws UnexpectedException {
    for (String line : new String[] {"101", "102", "103", "104", "105", "106"}) {
      telephony
          .events()
          .await(
              0,
              TapiEvent.LineEvent.class,
              e -> e.line().equals(line) && e.change() == TapiEvent.LineChange.INSERVICE,
              "line " + line + " in service",
              START_LIMIT);
    }
    return this;
  }

  @Override
  public Engine phones() {
    return phoneSystem.engine();
  }

  @Override
  public int sessions() {
    return phoneSystem.xmpp().sessions().size();
  }

  @Override
  public List<String> takeCommands() {
    return phoneSystem.xmpp().takeCommands().stream()
        .filter(name -> name.startsWith("base.") || name.startsWith("phone."))
        .toList();
  }

  @Override
  public void restartXmppServer(boolean callsGoOn) {
    phoneSystem.xmpp().kill();
    if (!callsGoOn) {
      phones().clearCalls();
    }
    phoneSystem.xmpp().start();
  }

  @Override
  public void close() throws IOException {
    phones().clearCalls();
    undo.close();
  }
}
