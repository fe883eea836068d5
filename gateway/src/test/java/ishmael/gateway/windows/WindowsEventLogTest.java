package ishmael.gateway.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WindowsEventLogTest {
  private final Windows windows = new Windows();
  private final WindowsEventLog log = new WindowsEventLog(windows, () -> 1722);

  /** What Windows was called with. */
  private static final class Windows implements EventCalls {
    final List<String> calls = new ArrayList<>();
    private final Memory handle = new Memory(1);
    boolean registers = true;
    boolean reports = true;

    @Override
    public @Nullable Pointer RegisterEventSourceW(@Nullable WString server, WString source) {
      calls.add("register " + server + " " + source);
      return registers ? handle : null;
    }

    @Override
    public boolean ReportEventW(
        Pointer source,
        short type,
        short category,
        int id,
        @Nullable Pointer sid,
        short texts,
        int octets,
        Pointer firstText,
        @Nullable Pointer data) {
      assertThat(source).isEqualTo(handle);
      String text = firstText.getPointer(0).getWideString(0);
      calls.add(String.join(" ", "report", "" + type, "" + category, "" + id, "" + texts, text));
      return reports;
    }

    @Override
    public boolean DeregisterEventSource(Pointer source) {
      calls.add("deregister");
      return true;
    }
  }

  @Test
  void refused_twice_registersOnceAndWarns() {
    log.refused("pip was refused");
    log.refused("größer");
    log.close();
    log.close();
    assertThat(windows.calls)
        .containsExactly(
            "register null Ishmael",
            "report 2 0 100 1 pip was refused",
            "report 2 0 100 1 größer",
            "deregister");
    assertThat(Native.WCHAR_SIZE).isPositive();
  }

  @Test
  void refused_windowsFails_triesAnewNextTime() {
    windows.registers = false;
    log.refused("one");
    windows.registers = true;
    windows.reports = false;
    log.refused("two");
    windows.reports = true;
    log.refused("three");
    assertThat(windows.calls)
        .containsExactly(
            "register null Ishmael",
            "register null Ishmael",
            "report 2 0 100 1 two",
            "deregister",
            "register null Ishmael",
            "report 2 0 100 1 three");
  }

  @Test
  void clean_whatTheViewerWouldExpand_doesNot() {
    assertThat(WindowsEventLog.clean("50%1 of %%5\nnext\0end 100%"))
        .isEqualTo("50% 1 of % % 5 next end 100%");
    assertThat(WindowsEventLog.clean("a".repeat(40_000))).hasSize(WindowsEventLog.MAX_TEXT);
  }
}
