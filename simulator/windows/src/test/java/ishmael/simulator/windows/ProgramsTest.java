package ishmael.simulator.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of programs, who owns them, and what becomes of them when a program ends. */
@Tag("windows")
class ProgramsTest extends ProgramScene {
  ProgramsTest() throws IOException {}

  @ParameterizedTest
  @ValueSource(strings = {"x64", "x86"})
  void program_dialsHoldsAndDrops_hearsOfIt(String bits) throws IOException {
    Program program = program(bits, "dialer.exe", NEW);
    long line = program.open(0, Program.NONE);
    long call = program.call(line, "102");
    assertThat(info(program, call, 2000).text(132)).isEqualTo("102");
    assertThat(program.finish(program.run("lineHold", "call", call))).isZero();
    assertThat(program.finish(program.run("lineUnhold", "call", call))).isZero();
    assertThat(program.finish(program.run("lineDrop", "call", call))).isZero();
    program.state(call, IDLE);
    program.succeed("lineDeallocateCall", "call", call);
    assertThat(program.run("lineDrop", "call", call).error()).isEqualTo("INVALCALLHANDLE");
    assertThat(program.run("lineBlindTransfer", "call", call, "number", "1").error())
        .isEqualTo("INVALCALLHANDLE");
    program.succeed("lineClose", "line", line);
    assertThat(program.run("lineMakeCall", "line", line, "number", "102").error())
        .isEqualTo("INVALLINEHANDLE");
    program.succeed("lineShutdown", "lineApp", program.app());
    assertThat(program.run("lineClose", "line", line).error()).isEqualTo("UNINITIALIZED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x64", "x86"})
  void request_ofAProgram_providerSeesWhoAsks(String bits) throws IOException {
    Program program = program(bits, "dialer.exe", NEW);
    long line = program.open(0, Program.NONE);
    assertThat(program.finish(program.run("lineDevSpecific", "line", line, "params", WHOAMI)))
        .isZero();
  }

  @Test
  void request_badNumberOrMissingFunction_failsAtOnce() throws IOException {
    Program program = program("x64", "dialer.exe", NEW);
    long line = program.open(0, Program.NONE);
    assertThat(program.run("lineMakeCall", "line", line, "number", "bad").error())
        .isEqualTo("INVALADDRESS");
    long call = program.call(line, "102");
    assertThat(program.run("linePark", "call", call, "mode", 1, "total", 100).error())
        .isEqualTo("OPERATIONUNAVAIL");
    assertThat(program.heard("LINE_REPLY")).isEqualTo(1);
    assertThat(program.heard("LINE_APPNEWCALL")).as("its own call is no news").isZero();
  }

  @Test
  void callIn_ownerAndOldMonitor_eachHasItsOwnHandle() throws IOException {
    Program owner = program("x64", "owner.exe", NEW);
    Program monitor = program("x86", "monitor.exe", OLD);
    long line = owner.open(0, Program.OWNER);
    long watched = monitor.open(0, Program.MONITOR);
    assertThat(devStatus(owner, line).at(12)).isEqualTo(2);

    owner.succeed("lineDevSpecific", "line", line, "params", RING);
    TapiEvent offered = owner.await("LINE_APPNEWCALL");
    long own = number(offered, "p2");
    assertThat(number(offered, "p3")).isEqualTo(Program.OWNER);
    assertThat(number(owner.state(own, OFFERING), "p3")).isEqualTo(Program.OWNER);
    TapiEvent seen = monitor.await("LINE_CALLSTATE");
    long its = number(seen, "device");
    assertThat(number(seen, "p3")).isEqualTo(Program.MONITOR);
    assertThat(number(seen, "p2")).as("no mode before 1.4").isZero();
    assertThat(monitor.heard("LINE_APPNEWCALL")).isZero();

    assertThat(monitor.run("lineAnswer", "call", its).error()).isEqualTo("NOTOWNER");
    assertThat(monitor.run("lineAnswer", "call", own).error()).isEqualTo("INVALCALLHANDLE");
    assertThat(monitor.run("lineClose", "line", line).error()).isEqualTo("INVALLINEHANDLE");
    Program.Structure info = info(monitor, its, 2000);
    assertThat(info.at(12)).as("hLine").isEqualTo((int) watched);
    assertThat(info.at(92)).as("owners").isEqualTo(1);
    assertThat(info.at(96)).as("monitors").isEqualTo(1);
    assertThat(status(monitor, its).at(20)).as("privilege").isEqualTo(Program.MONITOR);
    assertThat(status(owner, own).at(24)).as("features").isNotZero();
    assertThat(status(monitor, its).at(24))
        .as("a monitor sees what it could do as an owner")
        .isEqualTo(status(owner, own).at(24));

    assertThat(owner.finish(owner.run("lineAnswer", "call", own))).isZero();
    assertThat(number(monitor.state(its, CONNECTED), "p3")).isZero();
    monitor.succeed("lineSetCallPrivilege", "call", its, "privilege", Program.OWNER);
    owner.await("LINE_CALLINFO", event -> (number(event, "p1") & 0x800) != 0);
    assertThat(monitor.finish(monitor.run("lineDrop", "call", its))).isZero();
    owner.state(own, IDLE);
  }

  @Test
  void owner_killedInMidCall_callIsDroppedAndMonitorsSeeIt() throws Exception {
    Program owner = program("x64", "owner.exe", NEW);
    Program monitor = program("x64", "monitor.exe", NEW);
    monitor.open(0, Program.MONITOR);
    owner.call(owner.open(0, Program.NONE), "102");
    TapiEvent unknown = monitor.await("LINE_CALLSTATE");
    assertThat(number(unknown, "p1")).isEqualTo(UNKNOWN);
    long its = number(unknown, "device");
    monitor.state(its, CONNECTED);
    owner.kill();
    monitor.state(its, IDLE);
    ended("owner.exe");
    assertThat(tapisrv.run("calls").json().path("calls")).hasSize(1);
    monitor.succeed("lineDeallocateCall", "call", its);
    assertThat(tapisrv.run("calls").json().path("calls")).isEmpty();
  }

  @Test
  void lastProgram_killedInMidCall_lineIsClosed() throws Exception {
    Program owner = program("x86", "owner.exe", NEW);
    owner.call(owner.open(0, Program.NONE), "102");
    assertThat(tapisrv.lines().get(0).open()).isTrue();
    owner.kill();
    ended("owner.exe");
    assertThat(tapisrv.run("calls").json().path("calls")).isEmpty();
    assertThat(tapisrv.lines().get(0).open()).isFalse();
    assertThat(tapisrv.events())
        .anyMatch(event -> event.json().path("function").asText().equals("lineDrop"));
  }

  @ParameterizedTest
  @CsvSource({OLD + ",INVALCALLSTATE", NEW + ",''"})
  void deallocate_soleOwnerOfLivingCall_onlyNewerPrograms(int version, String error)
      throws IOException {
    Program program = program("x64", "owner.exe", version);
    long call = program.call(program.open(0, Program.NONE), "102");
    assertThat(program.run("lineDeallocateCall", "call", call).error()).isEqualTo(error);
  }

  @Test
  void callIn_twoOwners_firstOpenerOrPreferredOneGetsIt() throws IOException {
    Program first = program("x64", "first.exe", NEW);
    Program second = program("x64", "second.exe", NEW);
    long line = first.open(0, Program.OWNER);
    second.open(0, Program.OWNER);
    first.succeed("lineDevSpecific", "line", line, "params", RING);
    long call = number(first.await("LINE_APPNEWCALL"), "p2");
    first.succeed("lineHandoff", "call", call, "fileName", "second.exe");
    TapiEvent handed = second.await("LINE_APPNEWCALL");
    assertThat(number(handed, "p3")).isEqualTo(Program.OWNER);
    assertThat(first.run("lineHandoff", "call", call, "fileName", "nobody.exe").error())
        .isEqualTo("TARGETNOTFOUND");
    assertThat(first.run("lineHandoff", "call", call, "media", 4).error()).isEqualTo("TARGETSELF");
    prefer(second, "second.exe", 4, 1);
    first.succeed("lineDevSpecific", "line", line, "params", RING);
    second.await("LINE_APPNEWCALL");
    assertThat(first.heard("LINE_APPNEWCALL")).isEqualTo(1);
    prefer(second, "second.exe", 4, 0);
  }

  @Test
  void requestMakeCall_goesToThePreferredProgram() throws IOException {
    Program first = program("x64", "first.exe", NEW);
    Program second = program("x86", "second.exe", NEW);
    Program asking = program("x64", "asking.exe", NEW);
    assertThat(asking.run("tapiRequestMakeCall", "number", "1").result()).isEqualTo(-2);
    for (Program program : List.of(first, second)) {
      program.succeed(
          "lineRegisterRequestRecipient",
          "lineApp",
          program.app(),
          "instance",
          7,
          "requestMode",
          1,
          "enable",
          1);
    }
    prefer(first, "second.exe", 0, 1);
    asking.succeed("tapiRequestMakeCall", "number", "+49 89 1", "comment", "for Ahab");
    second.await("LINE_REQUEST");
    Answer got = second.succeed("lineGetRequest", "lineApp", second.app(), "requestMode", 1);
    assertThat(got.text("request")).startsWith("2b00340039002000").hasSize(2 * 480);
    assertThat(second.run("lineGetRequest", "lineApp", second.app(), "requestMode", 1).error())
        .isEqualTo("NOREQUEST");
    assertThat(first.heard("LINE_REQUEST")).isZero();
    prefer(first, "second.exe", 0, 0);
  }

  @Test
  void newCalls_lateMonitor_getsHandlesOnce() throws IOException {
    Program owner = program("x64", "owner.exe", NEW);
    owner.call(owner.open(0, Program.NONE), "102");
    Program late = program("x64", "late.exe", NEW);
    long line = late.open(0, Program.MONITOR);
    Object[] asked = {"line", line, "select", 1, "total", 100};
    Program.Structure list = Program.structure(late.succeed("lineGetNewCalls", asked), "list");
    assertThat(list.at(12)).isEqualTo(1);
    assertThat(status(late, list.at(24)).at(20)).isEqualTo(Program.MONITOR);
    assertThat(Program.structure(late.succeed("lineGetNewCalls", asked), "list").at(12)).isZero();
  }

  @Test
  void programThatTakesNoMessages_holdsNobodyUp() throws IOException {
    tapisrv.run("stress", "programQueue", 40);
    Program deaf = Program.start(prefix, executable("x64"), "deaf.exe");
    programs.add(deaf);
    deaf.initialised(NEW).open(0, Program.MONITOR);
    Program other = program("x64", "other.exe", NEW);
    long line = other.open(0, Program.NONE);
    for (int i = 0; i < 6; i++) {
      long call = other.call(line, "102");
      assertThat(other.finish(other.run("lineDrop", "call", call))).isZero();
      other.succeed("lineDeallocateCall", "call", call);
    }
    tapisrv.awaitEvent(event -> event.name().equals("programQueueFull"), Program.LIMIT);
    deaf.listening();
    deaf.await("LINE_APPNEWCALL");
  }

  @Test
  void twentyPrograms_bothBitnesses_allDialAtOnce() throws IOException {
    List<Long> lines = new ArrayList<>();
    List<Answer> made = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Program program = program(i % 2 == 0 ? "x64" : "x86", "many" + i + ".exe", NEW);
      lines.add(program.open(i % 2, Program.MONITOR | Program.OWNER));
    }
    for (int i = 0; i < 20; i++) {
      made.add(programs.get(i).succeed("lineMakeCall", "line", lines.get(i), "number", "10" + i));
    }
    for (int i = 0; i < 20; i++) {
      Program program = programs.get(i);
      assertThat(program.finish(made.get(i))).isZero();
      program.state(made.get(i).number("call"), CONNECTED);
      assertThat(program.finish(program.run("lineDrop", "call", made.get(i).number("call"))))
          .isZero();
      program.state(made.get(i).number("call"), IDLE);
    }
    for (Program program : programs) {
      program.succeed("lineShutdown", "lineApp", program.app());
    }
    assertThat(tapisrv.run("calls").json().path("calls")).isEmpty();
  }
}
