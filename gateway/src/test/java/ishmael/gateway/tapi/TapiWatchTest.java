package ishmael.gateway.tapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapiWatchTest extends TapiScene {
  private static final int LINE = FakeTapi.handle(0);

  @TempDir Path folder;

  private void watch(String line) throws TapiException {
    program().watch(line, false, Optional.empty(), Optional.empty());
  }

  private void anIncomingCall() {
    tapi.infos.put(CALL, information());
    tapi.send(LINE, 23, 0, 0, CALL, 2);
    tapi.send(CALL, 2, 0, 2, 1, 2);
    tapi.send(LINE, 8, 0, 2, 1, 0);
    tapi.send(LINE, 0, 0, 0, 0x20, 0);
    tapi.send(CALL, 1, 0, 0x28000, 0, 0);
    tapi.send(CALL, 2, 0, 0x100, 1, 0);
    tapi.send(CALL, 2, 0, 0x4000, 1, 0);
    tapi.send(CALL, 2, 0, 1, 0, 0);
  }

  @Test
  void watch_incomingCall_tellsEachEventInOrder() throws Exception {
    add("Captain Ahab (101)", "101");
    anIncomingCall();
    watch("0");
    assertThat(said())
        .isEqualTo(
            """
            T START lines=1
            T [0 Captain Ahab (101)] APPNEWCALL call=0x00020001 address=0 privilege=MONITOR \
            callId=17 origin=EXTERNAL reason=DIRECT mediaMode=INTERACTIVEVOICE \
            caller=103 "Queequeg" called=101 owners=0 monitors=0
            T [0 Captain Ahab (101)] CALLSTATE call=0x00020001 state=OFFERING mode=ACTIVE \
            privilege=MONITOR
            T [0 Captain Ahab (101)] LINEDEVSTATE states=RINGING ringMode=1 ringCount=0
            T [0 Captain Ahab (101)] ADDRESSSTATE address=0 states=NUMCALLS
            T [0 Captain Ahab (101)] CALLINFO call=0x00020001 changed=CALLERID|CONNECTEDID \
            callId=17 origin=EXTERNAL reason=DIRECT mediaMode=INTERACTIVEVOICE \
            caller=103 "Queequeg" called=101 owners=0 monitors=0
            T [0 Captain Ahab (101)] CALLSTATE call=0x00020001 state=CONNECTED mode=ACTIVE
            T [0 Captain Ahab (101)] CALLSTATE call=0x00020001 state=DISCONNECTED mode=NORMAL
            T [0 Captain Ahab (101)] CALLSTATE call=0x00020001 state=IDLE
            T END
            """
                .replaceAll("(?m)^T ", "2026-11-23 18:02:03.123 "));
    assertThat(tapi.log)
        .containsExactly(
            "initialize ishmael tapi 20002 options=2 size=32",
            "open 0 privileges=2 media=4",
            "status messages 2C2 60",
            "deallocate 20001",
            "close 0",
            "shutdown");
  }

  @Test
  void watch_program32Bit_readsTheSame() throws Exception {
    add("Captain Ahab (101)", "101");
    anIncomingCall();
    watch("0");
    String wide = said();
    out.getBuffer().setLength(0);
    tapi.pointerSize = 4;
    tapi.idle = false;
    anIncomingCall();
    watch("0");
    assertThat(said()).isEqualTo(wide);
  }

  @Test
  void watch_save_writesOneObjectPerLine() throws Exception {
    add("Captain Ahab (101)", "101");
    anIncomingCall();
    tapi.send(0, 12, 0, 7, 0x80000048L, 0);
    Path file = folder.resolve("events.jsonl");
    program().watch("Ahab", true, Optional.of(file), Optional.empty());
    String stamp = "{\"time\":\"2026-11-23T18:02:03.123+01:00\",";
    String line = "\"device\":0,\"line\":\"Captain Ahab (101)\",\"call\":\"0x00020001\",";
    assertThat(Files.readAllLines(file))
        .hasSize(11)
        .startsWith(
            stamp + "\"event\":\"START\",\"lines\":1}",
            stamp
                + "\"event\":\"APPNEWCALL\","
                + line
                + "\"address\":0,\"privilege\":[\"MONITOR\"],\"info\":{\"callId\":17,"
                + "\"origin\":[\"EXTERNAL\"],\"reason\":[\"DIRECT\"],"
                + "\"mediaMode\":[\"INTERACTIVEVOICE\"],"
                + "\"caller\":{\"flags\":[\"NAME\",\"ADDRESS\"],\"number\":\"103\","
                + "\"name\":\"Queequeg\"},"
                + "\"called\":{\"flags\":[\"ADDRESS\"],\"number\":\"101\"},"
                + "\"connected\":{\"flags\":[\"UNKNOWN\"]},"
                + "\"redirection\":{\"flags\":[]},\"redirecting\":{\"flags\":[]},"
                + "\"owners\":0,\"monitors\":0}}",
            stamp
                + "\"event\":\"CALLSTATE\","
                + line
                + "\"state\":[\"OFFERING\"],\"mode\":[\"ACTIVE\"],\"privilege\":[\"MONITOR\"]}")
        .endsWith(
            stamp + "\"event\":\"REPLY\",\"request\":7,\"result\":\"LINEERR_OPERATIONFAILED\"}",
            stamp + "\"event\":\"END\"}");
    assertThat(tapi.log).contains("open 0 privileges=6 media=4");
  }

  @Test
  void watch_callBefore_isTold() throws Exception {
    add("Captain Ahab (101)", "101").present.add(CALL);
    tapi.infos.put(CALL, information());
    tapi.statuses.put(CALL, new Raw(56).dword(12, 0x400).dword(20, 2));
    watch("0");
    assertThat(said())
        .contains("PRESENTCALL call=0x00020001 state=ONHOLD privilege=MONITOR callId=17 ");
  }

  @Test
  void watch_informationGone_tellsTheEventAnyway() throws Exception {
    add("Captain Ahab (101)", "101");
    tapi.send(CALL, 1, 0, 0x80008000L, 0, 0);
    watch("0");
    assertThat(said())
        .contains(
            "CALLINFO call=0x00020001 changed=CALLERID|0x80000000"
                + " infoError=LINEERR_INVALCALLHANDLE\n");
  }

  @Test
  void watch_informationBehindIdle_isNotAskedForUntilTheHandleIsUsedAnew() throws Exception {
    add("Captain Ahab (101)", "101");
    tapi.send(CALL, 2, 0, 1, 0, 0);
    tapi.send(CALL, 1, 0, 0x1000, 0, 0);
    tapi.send(LINE, 23, 0, 0, CALL, 2);
    watch("0");
    assertThat(said())
        .contains("CALLINFO call=0x00020001 changed=NUMOWNERDECR\n")
        .contains("privilege=MONITOR infoError=LINEERR_INVALCALLHANDLE\n");
  }

  @Test
  void watch_all_followsLinesThatComeAndGo() throws Exception {
    add("Captain Ahab (101)", "101");
    add("", "").refusal = 0x80000043;
    FakeTapi.Line late = add("Pip (107)", "107");
    late.refusal = 0x80000042;
    tapi.send(0, 19, 0, 2, 0, 0);
    tapi.send(FakeTapi.handle(2), 8, 2, 0x80, 0, 0);
    tapi.send(0, 25, 0, 0, 0, 0);
    tapi.send(FakeTapi.handle(2), 3, 2, 0, 0, 0);
    TapiProgram program = program();
    late.refusal = 0x80000042;
    tapi.onMessage = () -> late.refusal = 0;
    program.watch("all", false, Optional.empty(), Optional.empty());
    assertThat(said().replaceAll("(?m)^\\S+ \\S+ ", ""))
        .isEqualTo(
            """
            [1 (no name)] PROBLEM problem="lineNegotiateAPIVersion: LINEERR_NODRIVER \
            (0x80000043). The line's provider could not be loaded or has failed: see the \
            provider's own log, then start the service Telephony again."
            [2 (no name)] PROBLEM problem="lineNegotiateAPIVersion: LINEERR_NODEVICE \
            (0x80000042). The line is gone: ishmael tapi list shows those that are here."
            START lines=1
            CREATE concerns=2
            [2 Pip (107)] LINEDEVSTATE states=OUTOFSERVICE
            REMOVE concerns=0
            [2 Pip (107)] CLOSE
            END
            """);
    assertThat(tapi.log).doesNotContain("close 0", "close 2").endsWith("shutdown");
  }

  @Test
  void watch_onlyLineClosed_ends() {
    add("Captain Ahab (101)", "101");
    tapi.send(LINE, 3, 0, 0, 0, 0);
    assertThatThrownBy(() -> watch("0"))
        .isInstanceOf(TapiException.class)
        .hasMessage("TAPI has closed the line; there is nothing to watch any more.");
    assertThat(tapi.log).endsWith("shutdown");
  }

  @Test
  void watch_reinit_endsAndSaysWhatToDo() {
    add("Captain Ahab (101)", "101");
    tapi.send(LINE, 8, 0, 0x40000, 0, 0);
    assertThatThrownBy(() -> watch("0"))
        .hasMessageStartingWith("LINE_LINEDEVSTATE: LINEERR_REINIT")
        .hasMessageContaining("end all telephony programs");
    assertThat(said()).contains("LINEDEVSTATE states=REINIT\n");
    assertThat(tapi.log).endsWith("close 0", "shutdown");
  }

  @Test
  void watch_unknownMessage_isToldRaw() throws Exception {
    add("Captain Ahab (101)", "101");
    tapi.send(LINE, 4, 0, 0x123456789AL, 2, 3);
    tapi.send(LINE, 99, 0, 1, 0, 0);
    watch("0");
    assertThat(said())
        .contains(
            "DEVSPECIFIC handle=0x00010000 parameter1=0x123456789A parameter2=0x2 parameter3=0x3\n")
        .contains("MESSAGE_99 handle=0x00010000");
  }

  @Test
  void watch_fileThatCannotBe_saysSo() {
    add("Captain Ahab (101)", "101");
    Path file = folder.resolve("none").resolve("events.jsonl");
    assertThatThrownBy(
            () -> program().watch("0", false, Optional.of(file), Optional.of(Duration.ZERO)))
        .isInstanceOf(TapiException.class)
        .hasMessageStartingWith("The file " + file + " cannot be written");
    assertThat(tapi.log).isEmpty();
  }
}
