package ishmael.gateway.tapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TapiCapsTest extends TapiScene {
  @Test
  void caps_line_showsFourStructures() throws Exception {
    FakeTapi.Line line = add("Captain Ahab (101)", "101");
    byte[] target = "0044 29691\0".getBytes(StandardCharsets.UTF_16LE);
    line.addressStatus = new Raw(64).dword(12, 1).dword(16, 1).dword(28, 0x80000003L).dword(36, 1);
    byte[] forward = new byte[24];
    forward[0] = 1;
    forward[16] = (byte) target.length;
    forward[20] = 64 + 24;
    line.addressStatus.part(40, forward).part(56, target);
    program().caps("ahab", false);
    assertThat(said())
        .startsWith("line 0 Captain Ahab (101), API version 2.2\n\nLINEDEVCAPS\n")
        .contains("  lineFeatures                 FORWARD|MAKECALL\n")
        .contains("  lineStates                   RINGING|INSERVICE|OUTOFSERVICE|OPEN\n")
        .contains("  generateToneModes            -\n")
        .contains("  deviceClasses                tapi/line|wave/in\n")
        .contains("\nLINEADDRESSCAPS of address 0\n")
        .contains("  addressStates                NUMCALLS|FORWARD\n")
        .contains("\nLINEDEVSTATUS\n")
        .contains("  statusFlags                  CONNECTED|INSERVICE\n")
        .contains("\nLINEADDRESSSTATUS of address 0\n")
        .contains("  addressFeatures              FORWARD|MAKECALL|0x80000000\n")
        .contains("  forwards                     mode=UNCOND country=0 destination=0044 29691\n");
    assertThat(tapi.log).endsWith("close 0", "shutdown");
  }

  @Test
  void caps_json_isOneDocument() throws Exception {
    add("Captain Ahab (101)", "101");
    program().caps("0", true);
    assertThat(said())
        .startsWith("{\n  \"device\" : 0,\n  \"apiVersion\" : \"2.2\",\n  \"LINEDEVCAPS\" : {\n")
        .contains("\"LINEADDRESSSTATUS\" : [ {\n");
  }
}
