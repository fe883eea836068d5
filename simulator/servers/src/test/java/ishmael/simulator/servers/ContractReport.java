package ishmael.simulator.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Writes which server passed how many tests to a file, for the test run's summary. */
final class ContractReport implements TestWatcher, AfterAllCallback {
  private static final Path FOLDER = Path.of("target", "contract");

  private int passed;
  private int failed;

  @Override
  public void testSuccessful(ExtensionContext context) {
    passed++;
  }

  @Override
  public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
    failed++;
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    ServerScene scene = (ServerScene) context.getRequiredTestInstance();
    if (scene.started().isPresent()) {
      write(context.getRequiredTestClass().getSimpleName(), scene.started().get());
    }
  }

  private void write(String file, ServerUnderTest server) throws IOException {
    String line =
        "phone system contract on %s %s: %d passed, %d failed%n"
            .formatted(server.name(), server.version(), passed, failed);
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve(file), line);
  }
}
