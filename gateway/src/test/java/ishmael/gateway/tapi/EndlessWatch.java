package ishmael.gateway.tapi;

import ishmael.gateway.command.ExitCode;
import ishmael.gateway.command.GatewayCommand;
import ishmael.gateway.settings.OwnerOnly;
import ishmael.gateway.settings.Places;
import java.nio.file.Path;

/** A process that watches a line of the fake until it is told to end. */
final class EndlessWatch {
  private EndlessWatch() {}

  public static void main(String[] arguments) {
    TapiScene scene = new TapiScene();
    scene.add("Captain Ahab (101)", "101");
    scene.tapi.slow = true;
    scene.tapi.onShutdown = () -> System.out.println(scene.tapi.log);
    Path folder = Path.of(arguments[0]);
    Places places = new Places(false, folder, folder, folder, folder.resolve("lines.sock"));
    System.exit(
        GatewayCommand.line(
                (settings, secret, policies) -> ExitCode.IN_USE,
                places,
                new OwnerOnly(),
                () -> scene.tapi)
            .execute("tapi", "watch", "0"));
  }
}
