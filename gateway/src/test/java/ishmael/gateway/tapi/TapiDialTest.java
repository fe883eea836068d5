package ishmael.gateway.tapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TapiDialTest extends TapiScene {
  @BeforeEach
  void line() {
    add("Captain Ahab (101)", "101");
  }

  private int dial(String number) throws TapiException {
    return program().dial("Ahab", number, false, Optional.empty());
  }

  private void reply(long result) {
    tapi.send(0, 12, 0, 7, result, 0);
  }

  private void state(int state, int mode) {
    tapi.send(CALL, 2, 0, state, mode, 0);
  }

  private String events() {
    return said().replaceAll("(?m)^\\d\\S+ \\S+ ", "");
  }

  @Test
  void dial_answered_showsStatesAndIsZero() throws Exception {
    tapi.onDial =
        number -> {
          reply(0);
          state(0x10, 0);
          state(0x20, 0);
          state(0x100, 1);
          state(0x4000, 1);
        };
    tapi.onDrop = () -> state(1, 0);
    assertThat(dial("+49 (0)89/12 34-5")).isZero();
    assertThat(events())
        .isEqualTo(
            """
            REPLY request=7 result=0
            [0 Captain Ahab (101)] CALLSTATE call=0x00020001 state=DIALING
            [0 Captain Ahab (101)] CALLSTATE call=0x00020001 state=RINGBACK
            [0 Captain Ahab (101)] CALLSTATE call=0x00020001 state=CONNECTED mode=ACTIVE
            [0 Captain Ahab (101)] CALLSTATE call=0x00020001 state=DISCONNECTED mode=NORMAL
            [0 Captain Ahab (101)] CALLSTATE call=0x00020001 state=IDLE
            The call was connected and has ended.
            """);
    assertThat(tapi.log)
        .containsExactly(
            "initialize ishmael tapi 20002 options=2 size=32",
            "open 0 privileges=1 media=4",
            "make call +49 (0)89/12 34-5",
            "drop 20001",
            "deallocate 20001",
            "close 0",
            "shutdown");
  }

  @Test
  void dial_busy_isFive() throws Exception {
    tapi.onDial =
        number -> {
          reply(0);
          state(0x40, 1);
          state(0x4000, 0x20);
          state(1, 0);
        };
    assertThat(dial("102")).isEqualTo(5);
    assertThat(events())
        .contains("state=BUSY mode=STATION")
        .endsWith(
            """
            state=DISCONNECTED mode=BUSY
            [0 Captain Ahab (101)] CALLSTATE call=0x00020001 state=IDLE
            The number is busy.
            """);
  }

  @Test
  void dial_rejected_isSix() throws Exception {
    tapi.onDial =
        number -> {
          reply(0);
          state(0x4000, 4);
          state(1, 0);
        };
    assertThat(dial("102")).isEqualTo(6);
  }

  @Test
  void dial_noAnswer_isSeven() throws Exception {
    tapi.onDial =
        number -> {
          reply(0);
          state(0x4000, 0x40);
          state(1, 0);
        };
    assertThat(dial("102")).isEqualTo(7);
    assertThat(said()).endsWith("The number was not reached.\n");
  }

  @Test
  void dial_refusedAtOnce_isSixAndSaysWhatToDo() throws Exception {
    tapi.makeCallResult = 0x80000010;
    assertThat(dial("12?3")).isEqualTo(6);
    assertThat(said())
        .isEqualTo(
            """
            lineMakeCall: LINEERR_INVALADDRESS (0x80000010). The number cannot be dialled as it \
            stands: check it, or try --translate.
            The call was refused.
            """);
    assertThat(tapi.log).endsWith("close 0", "shutdown").doesNotContain("deallocate 20001");
  }

  @Test
  void dial_refusedByReply_isSix() throws Exception {
    tapi.onDial = number -> reply(0x80000005L);
    assertThat(dial("102")).isEqualTo(6);
    assertThat(events())
        .startsWith(
            "REPLY request=7 result=LINEERR_CALLUNAVAIL\nlineMakeCall: LINEERR_CALLUNAVAIL");
  }

  @Test
  void dial_ctrlCWhileRinging_hangsUp() throws Exception {
    tapi.onDial =
        number -> {
          reply(0);
          state(0x20, 0);
        };
    tapi.onDrop =
        () -> {
          tapi.send(0, 12, 0, 8, 0, 0);
          state(1, 0);
        };
    assertThat(dial("102")).isZero();
    assertThat(events())
        .endsWith(
            """
            REPLY request=8 result=0
            [0 Captain Ahab (101)] CALLSTATE call=0x00020001 state=IDLE
            The call ended normally, without being connected.
            """);
    assertThat(tapi.log).containsSubsequence("drop 20001", "deallocate 20001", "close 0");
  }

  @Test
  void dial_translate_dialsWhatTheLocationMakes() throws Exception {
    tapi.makeCallResult = 0x80000044;
    assertThat(program().dial("0", "+49 89 12", true, Optional.empty())).isEqualTo(6);
    assertThat(said()).startsWith("The location makes of it 008912.\n");
    assertThat(tapi.log).contains("make call 008912");
  }
}
