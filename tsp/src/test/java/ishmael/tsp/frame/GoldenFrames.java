package ishmael.tsp.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The frames that the C test and the Java test both read. */
final class GoldenFrames {
  private static final Path FOLDER =
      Path.of(System.getProperty("ishmael.project"), "tsp/src/test/resources/frames");

  private GoldenFrames() {}

  /** One file of them. */
  record Golden(String name, List<String> comments, Octets frame) {
    byte[] octets() {
      return frame.toArray();
    }

    /** Returns what stands behind {@code # key:}. */
    String comment(String key) {
      return comments.stream()
          .filter(line -> line.startsWith("# " + key + ": "))
          .map(line -> line.substring(key.length() + 4).trim())
          .findFirst()
          .orElseThrow(() -> new AssertionError(name + " does not say " + key));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Golden> in(String folder) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".hex")).sorted().toList();
      return found.stream().map(GoldenFrames::read);
    } catch (IOException reason) {
      throw new UncheckedIOException(reason);
    }
  }

  static Golden named(String name) {
    return read(FOLDER.resolve(name));
  }

  private static Golden read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      StringBuilder hex = new StringBuilder();
      for (String line : lines) {
        int comment = line.indexOf('#');
        hex.append((comment < 0 ? line : line.substring(0, comment)).replaceAll("\\s", ""));
      }
      return new Golden(
          String.valueOf(file.getFileName()), lines, Octets.of(HexFormat.of().parseHex(hex)));
    } catch (IOException reason) {
      throw new UncheckedIOException(reason);
    }
  }
}
