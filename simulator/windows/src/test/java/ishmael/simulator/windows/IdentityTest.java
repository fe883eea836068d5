package ishmael.simulator.windows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider reads from a program's token, with and without a chosen identity. */
@Tag("windows")
class IdentityTest extends ProgramScene {
  private static final String AHAB = "S-1-5-21-1-2-3-1101";

  /** As long as a SID can be. */
  private static final String LONGEST = "S-1-5" + "-4294967295".repeat(15);

  private static final int ACCESS_DENIED = 5;

  IdentityTest() throws IOException {}

  /** What the provider's own RpcImpersonateClient and GetTokenInformation have told it. */
  private record Who(int error, int session, String sid) {
    static Who of(Answer answer) {
      ByteBuffer data =
          ByteBuffer.wrap(HexFormat.of().parseHex(answer.text("params")))
              .order(ByteOrder.LITTLE_ENDIAN);
      return new Who(data.getInt(), data.getInt(), sid(data));
    }

    private static String sid(ByteBuffer data) {
      StringBuilder text = new StringBuilder("S-").append(data.get());
      int parts = data.get();
      long authority = Short.toUnsignedLong(data.order(ByteOrder.BIG_ENDIAN).getShort()) << 32;
      text.append('-').append(authority | Integer.toUnsignedLong(data.getInt()));
      data.order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < parts; i++) {
        text.append('-').append(Integer.toUnsignedLong(data.getInt()));
      }
      return text.toString();
    }
  }

  /** Lets a program ask its provider who it is. */
  private Who who(Program program, long line) {
    String room = HexFormat.of().formatHex("whois".getBytes(UTF_8)) + "00".repeat(4 + 4 + 68 - 5);
    Answer asked = program.succeed("lineDevSpecific", "line", line, "params", room);
    assertThat(program.finish(asked)).isZero();
    return Who.of(asked);
  }

  @ParameterizedTest
  @CsvSource({"x64, x86", "x86, x64"})
  void program_chosen_isThatOneAndTheOtherStaysTheTrueOne(String bits, String others)
      throws IOException {
    Program chosen = program(bits, "ahab.exe", NEW);
    Program other = program(others, "starbuck.exe", NEW);
    long line = chosen.open(0, Program.NONE);
    long otherLine = other.open(0, Program.NONE);
    Who truth = who(chosen, line);
    assertThat(truth.error()).isZero();
    assertThat(truth.sid()).startsWith("S-1-5-21-").isNotEqualTo(AHAB);

    Answer taken = tapisrv.identity("AHAB.exe", AHAB, 7);

    assertThat(taken.number("providers")).isEqualTo(1);
    assertThat(who(chosen, line)).isEqualTo(new Who(0, 7, AHAB));
    assertThat(who(other, otherLine)).isEqualTo(truth);
    tapisrv.trueIdentity("ahab.exe");
    assertThat(who(chosen, line)).isEqualTo(truth);
  }

  @Test
  void program_twoChosen_eachIsItsOwn() throws IOException {
    tapisrv.identity("ahab.exe", AHAB, 7);
    tapisrv.identity("starbuck.exe", LONGEST, 0x7FFF_FFFF);
    Program ahab = program("x86", "ahab.exe", NEW);
    Program starbuck = program("x64", "starbuck.exe", NEW);
    long line = ahab.open(0, Program.NONE);
    long same = starbuck.open(0, Program.NONE);

    assertThat(who(starbuck, same)).isEqualTo(new Who(0, 0x7FFF_FFFF, LONGEST));
    assertThat(who(ahab, line)).isEqualTo(new Who(0, 7, AHAB));
    assertThat(who(starbuck, same)).isEqualTo(new Who(0, 0x7FFF_FFFF, LONGEST));
  }

  @ParameterizedTest
  @CsvSource({"impersonate, 5", "token, 1314"})
  void program_errorChosen_theProviderGetsIt(String at, int error) throws IOException {
    Program program = program("x64", "ahab.exe", NEW);
    long line = program.open(0, Program.NONE);

    tapisrv.identityFails("ahab.exe", error, at);

    assertThat(who(program, line)).isEqualTo(new Who(error, 0, "S-0-0"));
  }

  @Test
  void program_byProcess_goesBeforeItsFile() throws IOException {
    Program program = program("x64", "ahab.exe", NEW);
    long line = program.open(0, Program.NONE);
    tapisrv.identityFails("ahab.exe", ACCESS_DENIED, "token");

    Answer taken = tapisrv.run("identity", "process", program.pid(), "sid", AHAB, "session", 3);

    assertThat(taken.result()).isZero();
    assertThat(who(program, line)).isEqualTo(new Who(0, 3, AHAB));
  }

  /** Without a program there is nobody to impersonate, whatever is chosen. */
  @Test
  void service_itself_isNobodyWhateverIsChosen() {
    tapisrv.init();
    tapisrv.open(0);
    assertThat(tapisrv.run("identity", "sid", AHAB, "session", 3).result()).isZero();
    Answer asked = tapisrv.runUncalled("devSpecific", "line", 0, "data", "whoami");
    assertThat(tapisrv.awaitCompletion(asked, Program.LIMIT).error()).isEqualTo("OPERATIONFAILED");
  }

  @Test
  void identity_nonsense_isRefused() {
    assertThat(tapisrv.run("identity", "program", "a.exe", "sid", "S-1-x").error())
        .isEqualTo("INVALPARAM");
    assertThat(tapisrv.run("identity", "program", "", "sid", AHAB).error()).isEqualTo("INVALPARAM");
    assertThat(tapisrv.run("identity", "program", "a.exe", "error", 5, "at", "noon").error())
        .isEqualTo("INVALPARAM");
  }

  /** The script's own requests, in the stand-in of either bitness. */
  @ParameterizedTest
  @ValueSource(strings = {"x64", "x86"})
  void script_errorChosen_theProviderGetsIt(String bits) throws IOException {
    Path folder = BUILT.resolve(bits);
    Tapisrv.Setup setup =
        Tapisrv.Setup.of(folder.resolve("tapisrv.exe"), folder.resolve("good.tsp"));
    try (Tapisrv own = Tapisrv.start(prefix, setup)) {
      own.run("limits", "ordinaryMs", BUSY_MACHINE_MS);
      own.init();
      own.open(0);
      assertThat(whoami(own)).isEmpty();
      own.run("identity", "error", ACCESS_DENIED, "at", "impersonate");
      assertThat(whoami(own)).isEqualTo("OPERATIONFAILED");
      own.run("identity");
      assertThat(whoami(own)).isEmpty();
      assertThat(own.violations()).isEmpty();
    }
  }

  private static String whoami(Tapisrv own) {
    Answer asked = own.run("devSpecific", "line", 0, "data", "whoami");
    return own.awaitCompletion(asked, Program.LIMIT).error();
  }
}
