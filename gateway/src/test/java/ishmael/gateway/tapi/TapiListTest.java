package ishmael.gateway.tapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TapiListTest extends TapiScene {
  @Test
  void list_linesOfSeveralKinds_showsEach() throws Exception {
    add("Captain Ahab (101)", "101");
    add("", "").refusal = 0x8000000C;
    FakeTapi.Line starbuck = add("Starbuck (102)\u001b[31m", "102");
    starbuck.status = new Raw(88);
    add("Stubb (103)", "103").openResult = 0x80000043;
    program().list(false);
    assertThat(said())
        .isEqualTo(
            """
            line 0  Captain Ahab (101)
              provider:      Ishmael
              permanent id:  0x1234ABCD
              addresses:     101
              API version:   2.2
              media modes:   INTERACTIVEVOICE
              bearer modes:  VOICE|SPEECH
              features:      FORWARD|MAKECALL
              in service:    yes

            line 1
              error:         lineNegotiateAPIVersion: LINEERR_INCOMPATIBLEAPIVERSION (0x8000000C). \
            The line's provider speaks no version from 1.3 to 2.2: look for a newer provider.

            line 2  Starbuck (102)\\u001B[31m
              provider:      Ishmael
              permanent id:  0x1234ABCD
              addresses:     102
              API version:   2.2
              media modes:   INTERACTIVEVOICE
              bearer modes:  VOICE|SPEECH
              features:      FORWARD|MAKECALL
              in service:    no

            line 3  Stubb (103)
              provider:      Ishmael
              permanent id:  0x1234ABCD
              addresses:     103
              API version:   2.2
              media modes:   INTERACTIVEVOICE
              bearer modes:  VOICE|SPEECH
              features:      FORWARD|MAKECALL
              error:         lineOpen: LINEERR_NODRIVER (0x80000043). The line's provider could \
            not be loaded or has failed: see the provider's own log, then start the service \
            Telephony again.

            lines: 4
            """);
    assertThat(tapi.log)
        .containsExactly(
            "initialize ishmael tapi 20002 options=2 size=32",
            "open 0 privileges=1 media=4",
            "close 0",
            "open 2 privileges=1 media=4",
            "close 2",
            "open 3 privileges=1 media=4",
            "shutdown");
  }

  @Test
  void list_json_hasStableNames() throws Exception {
    add("Captain Ahab (101)", "101");
    program().list(true);
    assertThat(said())
        .isEqualToIgnoringNewLines(
            """
            {
              "lines" : [ {
                "device" : 0,
                "name" : "Captain Ahab (101)",
                "provider" : "Ishmael",
                "permanentLineId" : "0x1234ABCD",
                "addresses" : [ "101" ],
                "apiVersion" : "2.2",
                "mediaModes" : [ "INTERACTIVEVOICE" ],
                "bearerModes" : [ "VOICE", "SPEECH" ],
                "features" : [ "FORWARD", "MAKECALL" ],
                "inService" : true
              } ]
            }
            """);
  }

  @Test
  void list_noLines_saysSo() throws Exception {
    tapi.pointerSize = 4;
    program().list(false);
    assertThat(said()).isEqualTo("TAPI has no lines on this machine.\n");
    assertThat(tapi.log)
        .containsExactly("initialize ishmael tapi 20002 options=2 size=24", "shutdown");
  }

  @Test
  void list_initializeFails_saysWhatToDo() {
    tapi.initializeResult = 0x80000061;
    assertThatThrownBy(() -> program().list(false))
        .isInstanceOf(TapiException.class)
        .hasMessage(
            "lineInitializeEx: LINEERR_SERVICE_NOT_RUNNING (0x80000061). Start the Windows service"
                + " Telephony (net start tapisrv).");
  }

  @Test
  void list_brokenName_isListedAsMalformed() throws Exception {
    add("Captain Ahab (101)", "101").caps.dword(36, 0xFFFFFFF0L);
    program().list(false);
    assertThat(said())
        .startsWith("line 0\n  provider:      Ishmael\n")
        .contains(
            "  malformed:     lineName: offset 4294967280 and size 38 are beyond dwUsedSize 364\n");
  }
}
