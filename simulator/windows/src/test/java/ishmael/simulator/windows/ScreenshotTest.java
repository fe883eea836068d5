package ishmael.simulator.windows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("windows")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScreenshotTest {
  private final Path folder;
  private final WinePrefix prefix;

  ScreenshotTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    prefix = WineRoot.find().newPrefix();
  }

  @AfterAll
  void close() throws IOException {
    prefix.close();
  }

  @Test
  void screenshot_programWithWindow_isSeenTypedIntoAndClicked() throws Exception {
    Path empty = folder.resolve("empty.png");
    Path typed = folder.resolve("typed.png");
    Path menu = folder.resolve("menu.png");
    Shown shown =
        show(
            "notepad.exe",
            List.of(
                "window 60 Untitled - Notepad",
                "picture " + empty,
                "text Call me Ishmael",
                "pause 1",
                "picture " + typed,
                "click 20 40 Notepad",
                "pause 1",
                "picture " + menu,
                "titles"));
    assertThat(shown.code()).as(shown.said()).isZero();
    assertThat(shown.said()).contains("Untitled - Notepad");
    assertThat(different(empty, typed))
        .as("pixels that typing changed; a caret that blinks has less")
        .isGreaterThan(100);
    assertThat(different(typed, menu)).as("pixels that the menu changed").isGreaterThan(500);
  }

  @Test
  void screenshot_windowDoesNotCome_failsAndSaysWhichWindowsThereAre() throws Exception {
    Shown shown =
        show("notepad.exe", List.of("window 60 Untitled - Notepad", "window 1 The white whale"));
    assertThat(shown.code()).isEqualTo(1);
    assertThat(shown.said()).contains("window 1 The white whale", "Untitled - Notepad");
  }

  private record Shown(int code, String said) {}

  private Shown show(String program, List<String> steps) throws Exception {
    Path file = Files.write(folder.resolve("steps"), steps, UTF_8);
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(
                Path.of("wine/screenshot").toAbsolutePath().toString(),
                "--prefix",
                prefix.driveC().resolveSibling(".").normalize().toString(),
                "--",
                program)
            .redirectInput(file.toFile())
            .redirectOutput(said.toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(process.waitFor(150, TimeUnit.SECONDS)).as("ended").isTrue();
    return new Shown(process.exitValue(), Files.readString(said));
  }

  private static long different(Path one, Path other) throws IOException {
    BufferedImage first = image(one);
    BufferedImage second = image(other);
    return Stream.iterate(0, y -> y < first.getHeight(), y -> y + 1)
        .mapToLong(
            y -> {
              long found = 0;
              for (int x = 0; x < first.getWidth(); x++) {
                if (first.getRGB(x, y) != second.getRGB(x, y)) found++;
              }
              return found;
            })
        .sum();
  }

  private static BufferedImage image(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image).as(file.toString()).isNotNull();
    return image;
  }
}
