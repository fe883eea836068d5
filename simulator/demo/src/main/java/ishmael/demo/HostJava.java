package ishmael.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Java on this machine. */
final class HostJava implements JavaRuntime {
  @Override
  public Process start(List<String> mainClassAndArguments, Path output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(mainClassAndArguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
        .start();
  }

  @Override
  public String path(Path path) {
    return path.toString();
  }

  @Override
  public String pipeSettings(Path folder) {
    return "socket = '" + GatewayProcess.socket(folder) + "'";
  }
}
