package ishmael.simulator.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines as programs open and ask them, in each version, and providers that come and go. */
@Tag("windows")
class ProgramLinesTest extends ProgramScene {
  ProgramLinesTest() throws IOException {}

  @ParameterizedTest
  @CsvSource({
    "0x10003,236,296,36,76", "0x10004,240,296,36,76", "0x20000,252,324,56,88",
    "0x20002,268,324,56,88", "0x30000,292,344,56,88", "0x30001,292,344,56,88"
  })
  void structures_anyVersion_haveItsSize(
      String versionText, int caps, int callInfo, int callStatus, int lineStatus)
      throws IOException {
    int version = Integer.decode(versionText);
    Program program = program("x64", "reader.exe", version);
    Object[] asked = {
      "lineApp", program.app(), "device", 0, "version", version, "total", caps,
    };
    Program.Structure small = Program.structure(program.succeed("lineGetDevCaps", asked), "caps");
    assertThat(small.used()).isEqualTo(caps);
    assertThat(small.needed()).isGreaterThan(caps);
    asked[7] = small.needed();
    Program.Structure whole = Program.structure(program.succeed("lineGetDevCaps", asked), "caps");
    assertThat(whole.used()).isEqualTo(small.needed());
    assertThat(whole.text(32)).isEqualTo("Prüfleitung 0");
    asked[7] = caps - 4;
    assertThat(program.run("lineGetDevCaps", asked).error()).isEqualTo("STRUCTURETOOSMALL");
    long line = program.open(0, Program.OWNER);
    long call = program.call(line, "102");
    assertThat(info(program, call, callInfo).used()).isEqualTo(callInfo);
    assertThat(info(program, call, 2000).text(132)).isEqualTo("102");
    assertThat(status(program, call).used()).isEqualTo(callStatus);
    assertThat(
            Program.structure(
                    program.succeed("lineGetLineDevStatus", "line", line, "total", lineStatus),
                    "status")
                .used())
        .isEqualTo(lineStatus);
  }

  @Test
  void open_wrongArguments_areRefused() throws IOException {
    Program program = program("x64", "opener.exe", NEW);
    for (int privileges : List.of(0, 3, 5, 8)) {
      assertThat(program.tryOpen(0, privileges, 4).error()).isEqualTo("INVALPRIVSELECT");
    }
    assertThat(program.tryOpen(0, Program.OWNER, 0).error()).isEqualTo("INVALMEDIAMODE");
    assertThat(program.tryOpen(0, Program.OWNER, 0x10).error()).isEqualTo("INVALMEDIAMODE");
    assertThat(program.tryOpen(9, Program.NONE, 0).error()).isEqualTo("BADDEVICEID");
    assertThat(program.tryOpen(-1, Program.NONE, 0).error()).isEqualTo("INVALPOINTER");
    assertThat(tapisrv.lines().get(0).open()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0x10003,112", "0x20002,176", "0x30001,180"})
  void makeCall_paramsOfAnyVersion_areMovedToTheProvidersVersion(String version, int fixed)
      throws IOException {
    Program program = program("x64", "dialer.exe", Integer.decode(version));
    long line = program.open(0, Program.NONE);
    Object[] asked = {"line", line, "number", "102", "params", params(fixed, 0x80000000, "")};
    assertThat(program.run("lineMakeCall", asked).error()).isEqualTo("INVALBEARERMODE");
    asked[5] = params(fixed, 1, "").substring(8);
    assertThat(program.run("lineMakeCall", asked).error()).isEqualTo("STRUCTURETOOSMALL");
    asked[5] = params(fixed, 1, "Käpt'n Ahab");
    Answer made = program.succeed("lineMakeCall", asked);
    assertThat(program.finish(made)).isZero();
    assertThat(info(program, made.number("call"), 2000).text(224)).isEqualTo("Käpt'n Ahab");
    assertThat(info(program, made.number("call"), 2000).text(208)).isEqualTo("test");
  }

  @Test
  void open_mapperAndSingleAddress_takeCallParams() throws IOException {
    Program program = program("x64", "mapper.exe", NEW);
    Object[] asked = {
      "lineApp",
      program.app(),
      "device",
      -1,
      "version",
      NEW,
      "privileges",
      1,
      "media",
      0,
      "params",
      params(176, 1, ""),
    };
    assertThat(program.succeed("lineOpen", asked).number("device")).isZero();
    asked[11] = params(176, 8, "");
    assertThat(program.run("lineOpen", asked).error()).isEqualTo("LINEMAPPERFAILED");
    asked[3] = 1;
    asked[7] = 0x80000000L | Program.OWNER;
    asked[9] = Program.VOICE;
    asked[11] = params(176, 1, "");
    program.succeed("lineOpen", asked);
    asked[11] = params(176, 1, "").replaceFirst("^(.{56}).{8}", "$107000000");
    assertThat(program.run("lineOpen", asked).error()).isEqualTo("INVALADDRESSID");
  }

  @Test
  void providers_addedAndRemoved_programsAreTold() throws IOException {
    Program program = program("x64", "setup.exe", NEW);
    String file = WineRoot.toWindowsPath(BUILT.resolve("x64/good.tsp"));
    Answer begun = program.succeed("addProviderBegin", "file", file);
    long line = program.open(1, Program.NONE);
    program.succeed("removeProvider", "provider", tapisrv.lines().get(0).provider());
    assertThat(number(program.await("LINE_CLOSE"), "device")).isEqualTo(line);
    assertThat(number(program.await("LINE_REMOVE"), "p1")).isZero();
    assertThat(program.tryOpen(1, Program.NONE, 0).error()).isEqualTo("NODEVICE");
    program.succeed(
        "addProviderEnd", "file", file, "provider", begun.number("provider"), "installed", 1);
    assertThat(number(program.await("LINE_CREATE"), "p1")).isEqualTo(2);
    program.open(2, Program.NONE);
  }
}
