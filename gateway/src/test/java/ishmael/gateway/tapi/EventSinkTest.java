package ishmael.gateway.tapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventSinkTest extends TapiScene {
  /** A disk with room for so many events. */
  private static final class FullDisk extends Writer {
    private int room;
    private int attempts;

    FullDisk(int room) {
      this.room = room;
    }

    @Override
    public void write(char[] characters, int offset, int length) {}

    @Override
    public void flush() throws IOException {
      attempts++;
      if (room-- == 0) {
        throw new IOException("no space left");
      }
    }

    @Override
    public void close() {}
  }

  private TapiEvent event(String name) {
    return new TapiEvent(
        clock.instant(), name, Optional.empty(), JsonNodeFactory.instance.objectNode());
  }

  @Test
  void accept_diskFull_goesOnShowingAndSaysItAtTheEnd() {
    FullDisk disk = new FullDisk(1);
    EventSink sink = EventSink.to(new PrintWriter(out), clock.getZone(), disk);
    sink.accept(event("START"));
    sink.accept(event("CLOSE"));
    sink.accept(event("END"));
    assertThat(said().replaceAll("(?m)^2026\\S+ \\S+ ", ""))
        .isEqualTo("START\nCLOSE\nThe file was not written to the end: no space left\nEND\n");
    assertThat(disk.attempts).isEqualTo(2);
    assertThatThrownBy(sink::close)
        .isInstanceOf(TapiException.class)
        .hasMessage("The file was not written to the end: no space left");
  }

  @Test
  void text_hostileNames_areShownHarmless() {
    TapiEvent hostile =
        new TapiEvent(
            clock.instant(),
            "CALLINFO",
            Optional.empty(),
            JsonNodeFactory.instance
                .objectNode()
                .put("comment", "a\r\n2026 FORGED \u001b]0;x\u0007 \u202e\"")
                .put("line", "Wal:fänger \uD83D\uDC0B"));
    assertThat(hostile.text(clock.getZone()))
        .isEqualTo(
            "2026-11-23 18:02:03.123 CALLINFO"
                + " comment=\"a\\u000D\\u000A2026 FORGED \\u001B]0;x\\u0007 \\u202E\\\"\""
                + " line=\"Wal:fänger \uD83D\uDC0B\"");
  }
}
