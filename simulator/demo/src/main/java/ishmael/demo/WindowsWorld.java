package ishmael.demo;

import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.PhoneSystem;
import ishmael.simulator.phonesystem.PhoneSystemOptions;
import ishmael.simulator.windows.Tapisrv;
import ishmael.simulator.windows.TapisrvException;
import ishmael.simulator.windows.WinePrefix;
import ishmael.simulator.windows.WineRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The world with Windows: the gateway on the Windows Java runtime, the provider DLL in the stand-in
 * for the telephony service, a named pipe between them. The phone system stays outside Wine.
 */
final class WindowsWorld {
  private WindowsWorld() {}

  /** Starts it; returns when all lines are in service. */
  static World open(Folder place, Consumer<TapiEvent> watcher)
      throws IOException, UnexpectedException {
    Undo undo = Undo.atExit();
    try {
      Path folder = undo.add(place).path();
      WineRoot root = WineRoot.find();
      WinePrefix prefix = undo.add(root.newPrefix());
      PhoneSystem phoneSystem = undo.add(PhoneSystem.start(PhoneSystemOptions.of(Pequod.site())));
      GatewayProcess gateway =
          undo.add(GatewayProcess.start(new WineJava(root, prefix), folder, phoneSystem.xmpp()));
      Path service = built("simulator/windows/target/native/x64/tapisrv.exe");
      Path provider = built("tsp/target/native/x64/ishmael.tsp");
      Tapisrv tapisrv = undo.add(Tapisrv.start(prefix, Tapisrv.Setup.of(service, provider)));
      Telephony telephony = undo.add(TapisrvTelephony.open(tapisrv, watcher));
      return new StagedWorld(phoneSystem, gateway, telephony, undo).ready();
    } catch (IOException | UnexpectedException | TapisrvException e) {
      undo.close();
      throw e;
    }
  }

  private static Path built(String path) throws IOException {
    Path file = Path.of(System.getProperty("ishmael.project", ".")).resolve(path).toAbsolutePath();
    if (!Files.exists(file)) {
      throw new IOException(file + " is not built; run ./ishmael demo --windows or ./ishmael test");
    }
    return file;
  }
}
