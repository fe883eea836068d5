package ishmael.gateway.tapi;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** The ship's lines on a fake TAPI, and what the program prints. */
class TapiScene {
  static final int CALL = 0x20001;

  final FakeTapi tapi = new FakeTapi();
  final StringWriter out = new StringWriter();
  final Clock clock =
      Clock.fixed(Instant.parse("2026-11-23T17:02:03.123Z"), ZoneId.of("Europe/Berlin"));

  TapiProgram program() {
    return new TapiProgram(() -> tapi, new PrintWriter(out), clock, () -> tapi.idle);
  }

  final FakeTapi.Line add(String name, String extension) {
    FakeTapi.Line line = new FakeTapi.Line();
    line.caps =
        new Raw(268)
            .text(12, "Ishmael")
            .dword(28, 0x1234ABCD)
            .text(32, name)
            .dword(40, 3)
            .dword(44, 1)
            .dword(48, 1)
            .dword(52, 3)
            .dword(60, 4)
            .dword(116, 8)
            .dword(128, 0x2C2)
            .dword(236, 0x0000000C)
            .part(244, "tapi/line\0wave/in\0\0".getBytes(StandardCharsets.UTF_16LE));
    line.addressCaps =
        new Raw(228).text(16, extension).dword(32, 1).dword(36, 0x60).dword(64, 0x41FF);
    line.status = new Raw(88).dword(12, 1).dword(32, 8).dword(56, 5);
    tapi.lines.add(line);
    return line;
  }

  /** Information of a call from Queequeg. */
  static Raw information() {
    return new Raw(324)
        .dword(24, 1)
        .dword(32, 4)
        .dword(40, 17)
        .dword(80, 4)
        .dword(84, 1)
        .dword(108, 12)
        .text(112, "103")
        .text(120, "Queequeg")
        .dword(128, 8)
        .text(132, "101")
        .dword(148, 0x20);
  }

  final String said() {
    return out.toString();
  }
}
