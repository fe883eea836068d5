package ishmael.simulator.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The stand-in with programs of both bitnesses; after each test no rule may be broken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ProgramScene {
  static final Path BUILT = Path.of("target/native").toAbsolutePath();
  static final int BUSY_MACHINE_MS = 20_000;
  static final int OLD = 0x10003;
  static final int NEW = 0x20002;
  static final int IDLE = 1;
  static final int OFFERING = 2;
  static final int CONNECTED = 0x100;
  static final int UNKNOWN = 0x8000;
  static final String RING = "72696e67";
  static final String WHOAMI = "77686f616d69";

  final WinePrefix prefix;
  final List<Program> programs = new ArrayList<>();
  Tapisrv tapisrv;

  ProgramScene() throws IOException {
    prefix = WineRoot.find().newPrefix();
  }

  @BeforeEach
  void start() throws IOException {
    Path folder = BUILT.resolve("x64");
    tapisrv =
        Tapisrv.start(
            prefix, Tapisrv.Setup.of(folder.resolve("tapisrv.exe"), folder.resolve("good.tsp")));
    tapisrv.run("limits", "ordinaryMs", BUSY_MACHINE_MS);
    assertThat(tapisrv.serve().result()).isZero();
  }

  @AfterEach
  void nothingWasBroken() {
    try {
      programs.forEach(Program::close);
      assertThat(tapisrv.violations()).isEmpty();
    } finally {
      programs.clear();
      tapisrv.close();
    }
  }

  @AfterAll
  void close() throws IOException {
    prefix.close();
  }

  static Path executable(String bits) {
    return BUILT.resolve(bits).resolve("program.exe");
  }

  Program program(String bits, String name, int version) throws IOException {
    Program program = Program.start(prefix, executable(bits), name);
    programs.add(program);
    return program.listening().initialised(version);
  }

  /** LINECALLPARAMS with this fixed part, VOICE of that bearer mode, and a called party. */
  static String params(int fixed, int bearer, String party) {
    byte[] text = (party + "\0").getBytes(StandardCharsets.UTF_16LE);
    int size = (fixed + text.length + 3) / 4 * 4;
    ByteBuffer data = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(0, size).putInt(4, bearer).putInt(16, 4).putInt(24, 1);
    if (!party.isEmpty()) {
      data.putInt(64, text.length).putInt(68, fixed).put(fixed, text);
    }
    return HexFormat.of().formatHex(data.array());
  }

  void ended(String file) {
    tapisrv.awaitEvent(
        event ->
            event.name().equals("program")
                && event.json().path("does").asText().equals("ended")
                && event.json().path("file").asText().equals(file),
        Program.LIMIT);
  }

  static void prefer(Program program, String file, int media, int priority) {
    program.succeed(
        "lineSetAppPriority",
        "appName",
        file,
        "media",
        media,
        "requestMode",
        1,
        "priority",
        priority);
  }

  static Program.Structure info(Program program, long call, int total) {
    return Program.structure(
        program.succeed("lineGetCallInfo", "call", call, "total", total), "info");
  }

  static Program.Structure status(Program program, long call) {
    return Program.structure(
        program.succeed("lineGetCallStatus", "call", call, "total", 200), "status");
  }

  static Program.Structure devStatus(Program program, long line) {
    return Program.structure(
        program.succeed("lineGetLineDevStatus", "line", line, "total", 1000), "status");
  }

  static long number(TapiEvent event, String member) {
    return event.json().path(member).asLong();
  }
}
