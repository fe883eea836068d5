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
import java.util.stream.Stream;

/** The Windows Java runtime that ships, in Wine, with the class path of this process. */
final class WineJava implements JavaRuntime {
  private final WineRoot root;
  private final WinePrefix prefix;
  private final List<Path> more;

  WineJava(WineRoot root, WinePrefix prefix) {
    this(root, prefix, List.of());
  }

  /** With further folders or files on the class path. */
  WineJava(WineRoot root, WinePrefix prefix, List<Path> more) {
    this.root = root;
    this.prefix = prefix;
    this.more = List.copyOf(more);
  }

  /** Returns how a program is started. */
  WindowsCommand command(List<String> mainClassAndArguments) {
    List<String> arguments = new ArrayList<>(FLAGS);
    arguments.add("--enable-native-access=ALL-UNNAMED");
    arguments.addAll(List.of("-cp", classPath()));
    arguments.addAll(mainClassAndArguments);
    return new WindowsCommand(root.javaExecutable().toString(), arguments, Map.of());
  }

  @Override
  public Process start(List<String> mainClassAndArguments, Path output) throws IOException {
    Process process =
        prefix.start(command(mainClassAndArguments), Redirect.appendTo(output.toFile()));
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

  private String classPath() {
    Stream<Path> ours =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of);
    return Stream.concat(ours, more.stream())
        .map(WineRoot::toWindowsPath)
        .collect(Collectors.joining(";"));
  }

  @Override
  public String path(Path path) {
    return WineRoot.toWindowsPath(path);
  }

  @Override
  public String pipeSettings(Path folder) {
    return "service = ''"; // the stand-in is no service of Windows
  }
}
