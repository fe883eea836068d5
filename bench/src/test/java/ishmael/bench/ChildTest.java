package ishmael.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that fails must end the measurement, not spoil a figure. */
@Timeout(value = 200, unit = TimeUnit.SECONDS)
class ChildTest {
  @Test
  void ask_orderFails_throws() throws Exception {
    try (Child child = Child.start(OurSide.class, List.of())) {
      assertThatThrownBy(() -> child.ask("directory", "1", "0".repeat(64), "1"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("not online: Offline");
    }
  }

  @Test
  void ask_processEnded_throws() throws Exception {
    try (Child child = Child.start(OurSide.class, List.of("-XX:NoSuchOption"))) {
      assertThatThrownBy(() -> child.ask("heard"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("ended");
    }
  }
}
