package ishmael.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.phonesystem.Pequod;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CertificateCommandTest extends DoctorScene {
  private static final String SHOWN =
      """
      certificate: CN=mobydick
        issuer: itself
        valid: DAY to DAY
        names: mobydick
        SHA-256: SHA256

      """;
  private static final String QUESTION =
      SHOWN
          + """
          The certificate vouches for itself and is not accepted yet.
          Compare the SHA-256 with the one that the phone system itself shows.
          """;

  @Test
  void certificate_typedYes_isAcceptedOnce() throws Exception {
    settings();
    typed = Optional.of(" yes ");
    assertThat(run("certificate")).as(out.toString()).isZero();
    assertThat(said())
        .isEqualTo(
            QUESTION
                + """
                Accepted: it is phone-system.certificate in FOLDER/ishmael.toml now.
                A gateway that runs must be restarted to know it.
                """);

    out.getBuffer().setLength(0);
    typed = Optional.empty();
    assertThat(run("certificate")).isZero();
    assertThat(said())
        .isEqualTo(
            SHOWN + "It is the accepted certificate of the settings; there is nothing to do.\n");
    password(Pequod.SUPERVISOR_PASSWORD);
    assertThat(run("doctor")).as(out.toString()).isZero();
  }

  @Test
  void certificate_typedElse_changesNothing() throws Exception {
    settings();
    String before = Files.readString(file());
    typed = Optional.of("y");
    assertThat(run("certificate")).isEqualTo(1);
    assertThat(said()).isEqualTo(QUESTION + "Nothing was accepted.\n");
    assertThat(Files.readString(file())).isEqualTo(before);
  }

  @Test
  void certificate_noTerminal_saysWhatToRun() throws Exception {
    settings();
    assertThat(run("certificate")).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            QUESTION
                + "Nothing was accepted. If it is the right one: ishmael gateway certificate"
                + " --accept SHA256\n");
  }

  @Test
  void accept_rightFingerprint_keepsComments() throws Exception {
    settings("# the ship's own", "#certificate = \"9f:86\"");
    String before = Files.readString(file());
    assertThat(run("certificate", "--accept", sha256())).as(out.toString()).isZero();
    assertThat(Files.readString(file()))
        .isEqualTo(
            before.replace(
                "[phone-system] # the ship\n",
                "[phone-system] # the ship\ncertificate = \"" + sha256() + "\"\n"));
  }

  @Test
  void accept_renewedCertificate_replacesTheOldOne() throws Exception {
    settings("certificate = '" + "ab".repeat(32) + "' # since May");
    assertThat(run("certificate", "--accept", sha256())).as(out.toString()).isZero();
    assertThat(Files.readString(file()))
        .contains("certificate = \"" + sha256() + "\" # since May\n");
  }

  @Test
  void accept_wrongFingerprint_changesNothing() throws Exception {
    settings();
    String before = Files.readString(file());
    assertThat(run("certificate", "--accept", "ab".repeat(32))).isEqualTo(1);
    assertThat(said())
        .endsWith(
            "Nothing was accepted: the phone system shows another certificate than "
                + "ab".repeat(32)
                + ".\n");
    assertThat(Files.readString(file())).isEqualTo(before);
  }

  @Test
  void certificate_changedOne_showsBothFingerprints() throws Exception {
    settings("certificate = \"" + "AB:".repeat(31) + "AB\"");
    assertThat(run("certificate")).isEqualTo(1);
    assertThat(said()).contains("accepted was " + "AB:".repeat(31) + "AB, shown is SHA256.");
  }

  @Test
  void certificate_vouchedFor_needsNothing() throws Exception {
    settings(Pequod.SUPERVISOR, server.xmpp().port(), "ca-file = \"" + authorities() + "\"");
    assertThat(run("certificate")).isZero();
    assertThat(said()).endsWith("It is trusted; there is nothing to do.\n");
  }

  @Test
  void certificate_noServer_saysWhichStepFailed() throws Exception {
    try (StrangeDoor door = new StrangeDoor("SSH-2.0-OpenSSH_9\r\n")) {
      settings(Pequod.SUPERVISOR, door.port());
      assertThat(run("certificate")).isEqualTo(1);
      assertThat(said())
          .contains("This is no XMPP server but an SSH server.")
          .endsWith("The phone system shows no certificate.\n");
    }
  }

  @Test
  void certificate_noSettings_saysOneSentence() {
    assertThat(run("certificate")).isEqualTo(3);
    assertThat(err.toString()).hasLineCount(1).contains("There is no settings file");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void accept_anyFile_keepsItsMode() throws Exception {
    settings();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
    assertThat(run("certificate", "--accept", sha256())).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-r-----");
  }
}
