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
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The world with Windows: the gateway on the Windows Java runtime, the provider DLL in the stand-in
 * for the telephony service, a named pipe between them. The phone system stays outside Wine.
 */
final class WindowsWorld {
  private WindowsWorld() {}

  /** Starts it; returns when all lines are in service. */
  static World open(Folder place, Bitness bitness, Consumer<TapiEvent> watcher)
      throws IOException, UnexpectedException {
    Undo undo = Undo.atExit();
    try {
      Path folder = undo.add(place).path();
      WineRoot root = WineRoot.find();
      WinePrefix prefix = undo.add(root.newPrefix());
      PhoneSystem phoneSystem = undo.add(PhoneSystem.start(PhoneSystemOptions.of(Pequod.site())));
      WineJava java = new WineJava(root, prefix);
      GatewayProcess gateway = undo.add(GatewayProcess.start(java, folder, phoneSystem.xmpp()));
      Programs.install(
          prefix,
          built("simulator/windows", Bitness.X64, "tapi32.dll"),
          built("simulator/windows", Bitness.X86, "tapi32.dll"));
      Path service = built("simulator/windows", bitness, "tapisrv.exe");
      Path provider = built("tsp", bitness, "ishmael.tsp");
      Tapisrv tapisrv = undo.add(Tapisrv.start(prefix, Tapisrv.Setup.of(service, provider)));
      Telephony telephony = undo.add(TapisrvTelephony.open(tapisrv, watcher));
      tapisrv.serve();
      return new StagedWorld(
              phoneSystem,
              gateway,
              telephony,
              Optional.of(new Programs(prefix, java, folder)),
              Optional.empty(),
              undo)
          .ready();
    } catch (IOException | UnexpectedException | TapisrvException e) {
      undo.close();
      throw e;
    }
  }

  private static Path built(String module, Bitness bitness, String name) throws IOException {
    Path file =
        Path.of(System.getProperty("ishmael.project", "."))
            .resolve(module)
            .resolve("target/native")
            .resolve(bitness.folder())
            .resolve(name)
            .toAbsolutePath();
    if (!Files.exists(file)) {
      throw new IOException(file + " is not built; run ./ishmael demo --windows or ./ishmael test");
    }
    return file;
  }
}
