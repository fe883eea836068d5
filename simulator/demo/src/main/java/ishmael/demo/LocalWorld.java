package ishmael.demo;

import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.PhoneSystem;
import ishmael.simulator.phonesystem.PhoneSystemOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The world without Windows: the gateway in a process of its own, lines through the Java peer. */
final class LocalWorld {
  private LocalWorld() {}

  /** Starts it; returns when all lines are in service. */
  static World open(Folder place, Consumer<TapiEvent> watcher)
      throws IOException, UnexpectedException {
    Undo undo = Undo.atExit();
    try {
      Path folder = undo.add(place).path();
      PhoneSystem phoneSystem = undo.add(PhoneSystem.start(PhoneSystemOptions.of(Pequod.site())));
      GatewayProcess gateway =
          undo.add(GatewayProcess.startForCrew(JavaRuntime.host(), folder, phoneSystem.xmpp()));
      PeerTelephony telephony =
          undo.add(PeerTelephony.connect(GatewayProcess.socket(folder), watcher));
      return new StagedWorld(
              phoneSystem,
              gateway,
              telephony,
              Optional.empty(),
              Optional.of(new CrewIsolation(telephony, gateway)),
              undo)
          .ready();
    } catch (IOException | UnexpectedException | RuntimeException e) {
      undo.close();
      throw e;
    }
  }
}
