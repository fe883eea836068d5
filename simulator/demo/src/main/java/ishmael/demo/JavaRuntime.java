package ishmael.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Something that runs our Java programs: this machine's own Java, or Windows' in Wine. */
interface JavaRuntime {
  /** For a small program that shall start fast. */
  List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx128m", "-XX:TieredStopAtLevel=1");

  /** Starts a program; its error output and what it prints go to the file. */
  Process start(List<String> mainClassAndArguments, Path output) throws IOException;

  /** Returns a path as programs in this runtime write it. */
  String path(Path path);

  /** Returns the lines of section [pipe] for a gateway in this runtime. */
  String pipeSettings(Path folder);

  /** Java on this machine, with the class path of this process. */
  static JavaRuntime host() {
    return new HostJava();
  }
}
