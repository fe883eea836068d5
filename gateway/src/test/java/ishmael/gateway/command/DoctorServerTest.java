package ishmael.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.phonesystem.Pequod;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The doctor and what is no phone system. */
class DoctorServerTest extends DoctorScene {
  private static final String PORT_ADVICE =
      "do: Check phone-system.port: it must be the port of the phone system's XMPP server, mostly"
          + " 5222.";

  @BeforeEach
  void store() throws Exception {
    password(Pequod.SUPERVISOR_PASSWORD);
  }

  /** Returns the line of a step and those that belong to it. */
  private String step(String name) throws Exception {
    String[] lines = said().split("\n", -1);
    StringBuilder found = new StringBuilder();
    boolean inside = false;
    for (String line : lines) {
      if (!line.startsWith(" ")) {
        inside = line.matches("\\w+ +" + name + " .*");
      }
      if (inside) {
        found.append(line.strip()).append('\n');
      }
    }
    return found.toString();
  }

  private void examine(int port) throws Exception {
    settings(Pequod.SUPERVISOR, port);
    assertThat(run("doctor")).as(out.toString()).isEqualTo(1);
    assertThat(said()).contains("skipped  login").endsWith("Begin with the first that failed.\n");
  }

  @Test
  void doctor_unknownHost_namesIt() throws Exception {
    settings();
    Files.writeString(
        file(), Files.readString(file()).replace("127.0.0.1", "no-such-host.invalid"));
    assertThat(run("doctor")).isEqualTo(1);
    assertThat(step("name"))
        .isEqualTo(
            """
            failed   name ## ms  The host "no-such-host.invalid" is unknown.
            do: Check phone-system.host and the name resolution (DNS) of this machine.
            """);
    assertThat(step("port")).isEqualTo("skipped  port                     because of name\n");
  }

  @Test
  void doctor_closedPort_saysWhatToCheck() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    examine(free);
    assertThat(step("port"))
        .contains("failed   port ## ms  Nothing can be reached (127.0.0.1:" + free + ": ")
        .contains("do: Check whether the phone system runs, phone-system.host and");
  }

  @Test
  void doctor_webServer_isRecognised() throws Exception {
    try (StrangeDoor door = new StrangeDoor("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      examine(door.port());
      assertThat(step("stream"))
          .isEqualTo(
              "failed   stream ## ms  This is no XMPP server but a web server (HTTP).\n"
                  + PORT_ADVICE
                  + "\n");
    }
  }

  @Test
  void doctor_strangeOctets_areShownHarmlessly() throws Exception {
    try (StrangeDoor door = new StrangeDoor("\u001b[31mboo")) {
      examine(door.port());
      assertThat(step("stream"))
          .contains("This is no XMPP server but something that begins with \"?[31mboo\".");
    }
  }

  @Test
  void doctor_otherXml_isNoXmpp() throws Exception {
    try (StrangeDoor door = new StrangeDoor("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</features>")) {
      examine(door.port());
      assertThat(step("stream")).contains("This is no XMPP server but something that begins with");
    }
  }

  @Test
  void doctor_silentServer_endsInTime() throws Exception {
    try (StrangeDoor door = new StrangeDoor("")) {
      examine(door.port());
      assertThat(step("stream"))
          .isEqualTo(
              "failed   stream ## ms  The server takes the connection and says nothing.\n"
                  + PORT_ADVICE
                  + "\n");
    }
  }

  @Test
  void doctor_serverWithoutTls_neverSendsThePassword() throws Exception {
    try (StrangeDoor door = new StrangeDoor(StrangeDoor.WITHOUT_TLS)) {
      examine(door.port());
      assertThat(step("stream"))
          .isEqualTo(
              """
              failed   stream ## ms  The XMPP server offers no encryption (STARTTLS).
              do: Switch TLS on in the phone system's XMPP server; without it the password is not sent.
              """);
      assertThat(door.heard()).contains("<stream:stream").doesNotContain("<auth");
    }
  }

  @Test
  void doctor_unknownDomain_saysHowToWriteIt() throws Exception {
    try (StrangeDoor door = new StrangeDoor(StrangeDoor.HOST_UNKNOWN)) {
      examine(door.port());
      assertThat(step("stream"))
          .isEqualTo(
              """
              failed   stream ## ms  The XMPP server does not serve the domain "mobydick".
              do: Write phone-system.user as user@instance, with the phone system's own domain.
              """);
    }
  }

  @Test
  void doctor_starttlsRefused_saysSo() throws Exception {
    String offer =
        StrangeDoor.WITHOUT_TLS.replace(
            "<mechanisms", "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/><mechanisms");
    try (StrangeDoor door = new StrangeDoor(offer)) {
      examine(door.port());
      assertThat(step("tls")).contains("No encrypted connection can be made (");
    }
  }
}
