package ishmael.demo;

import ishmael.simulator.windows.WindowsCommand;
import ishmael.simulator.windows.WinePrefix;
import ishmael.simulator.windows.WineRoot;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The Windows Java runtime that ships, in Wine, with the class path of this process. */
final class WineJava implements JavaRuntime {
  private final WineRoot root;
  private final WinePrefix prefix;

  WineJava(WineRoot root, WinePrefix prefix) {
    this.root = root;
    this.prefix = prefix;
  }

  @Override
  public Process start(List<String> mainClassAndArguments, Path output) throws IOException {
    List<String> arguments = new ArrayList<>(FLAGS);
    arguments.add("--enable-native-access=ALL-UNNAMED");
    arguments.addAll(List.of("-cp", classPath()));
    arguments.addAll(mainClassAndArguments);
    WindowsCommand command =
        new WindowsCommand(root.javaExecutable().toString(), arguments, Map.of());
    Process process = prefix.start(command, Redirect.appendTo(output.toFile()));
    Thread copier = new Thread(() -> copy(process.getInputStream(), output), "gateway-output");
    copier.setDaemon(true);
    copier.start();
    return process;
  }

  private static void copy(InputStream from, Path to) {
    try (from;
        OutputStream file =
            Files.newOutputStream(to, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      from.transferTo(file);
    } catch (IOException e) {
      System.getLogger(WineJava.class.getName())
          .log(System.Logger.Level.WARNING, "The gateway''s output is lost: {0}", e.getMessage());
    }
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> WineRoot.toWindowsPath(Path.of(entry)))
        .collect(Collectors.joining(";"));
  }

  @Override
  public String path(Path path) {
    return WineRoot.toWindowsPath(path);
  }

  @Override
  public String pipeSettings(Path folder) {
    return "";
  }
}
