package ishmael.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ishmael.gateway.settings.Installation;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.PhoneSystemOptions;
import ishmael.simulator.phonesystem.engine.LiveTimeline;
import ishmael.simulator.phonesystem.xmpp.SaslMechanism;
import ishmael.simulator.phonesystem.xmpp.XmppOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an admin reads at night. */
class DoctorCommandTest extends DoctorScene {
  private static final String REACHED =
      """
      Ishmael doctor, settings: FOLDER/ishmael.toml

      ok       settings ## ms  account ts-supervisor@mobydick, server 127.0.0.1:PORT
      ok       password ## ms  stored
      ok       name ## ms  127.0.0.1 is 127.0.0.1
      ok       port ## ms  open: 127.0.0.1:PORT
      ok       stream ## ms  XMPP server of mobydick, offers STARTTLS
      """;
  private static final String TRUSTED =
      REACHED
          + """
          ok       tls ## ms  The certificate is accepted in the settings, valid until DAY
          %s         encryption: TLS, CIPHER
                   login methods offered: METHODS
          """
              .formatted(certificate());
  private static final String NO_LOGIN =
      """
      skipped  role                     because of login
      skipped  subscriptions            because of login
      skipped  users                    because of login
      skipped  phones                   because of users
      skipped  heartbeat                because of login
      """;

  private static String certificate() {
    return """
             certificate: CN=mobydick
               issuer: itself
               valid: DAY to DAY
               names: mobydick
               SHA-256: SHA256
    """;
  }

  private void right() throws Exception {
    settings("certificate = \"" + sha256() + "\"");
    password(Pequod.SUPERVISOR_PASSWORD);
  }

  private static String notTrusted(String what, String advice) {
    return REACHED
        + "failed   tls ## ms  "
        + what
        + "\n         do: "
        + advice
        + "\n"
        + certificate()
        + "         encryption: TLS, CIPHER\n"
        + "skipped  login                    because of tls\n"
        + NO_LOGIN
        + "\nFailed: 1, skipped: 6. Begin with the first that failed.\n";
  }

  @Test
  void doctor_allWell_saysSo() throws Exception {
    right();
    assertThat(run("doctor")).as(out.toString()).isZero();
    assertThat(said())
        .isEqualTo(
            TRUSTED
                + """
                ok       login ## ms  as ts-supervisor@mobydick with METHOD
                ok       role ## ms  supervisor: acts for all users
                ok       subscriptions ## ms  base.ChannelEvent (supervisor), base.PickupEvent (supervisor), location.* (supervisor)
                ok       users ## ms  6, all told of
                ok       phones ## ms  phones: 7, users: 6
                ok       heartbeat ## ms  the connection answers

                All is well.
                """);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void doctor_wrongPassword_triesOnceAndSaysThatItCounts() throws Exception {
    right();
    password("not the harpoon");
    assertThat(run("doctor")).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            TRUSTED
                + """
                failed   login ## ms  The phone system refuses the name or password of the account ts-supervisor.
                         do: Check the name in the settings, and enter the password again with: ishmael gateway password
                         The phone system may count this as 2 refused attempts, one for each login method; too many lock the account.
                """
                + NO_LOGIN
                + "\nFailed: 1, skipped: 5. Begin with the first that failed.\n");
    assertThat(out.toString() + err).doesNotContain("harpoon");
  }

  @Test
  void doctor_wrongPasswordPlainOnly_countsOne() throws Exception {
    offer(SaslMechanism.PLAIN);
    right();
    password("not the harpoon");
    assertThat(run("doctor")).isEqualTo(1);
    assertThat(said()).contains("may count this as one refused attempt; too many lock the account");
  }

  @Test
  void doctor_unfitHashes_logsInWithPlainAndWarns() throws Exception {
    offer(SaslMechanism.SCRAM_SHA_1_UNFIT, SaslMechanism.PLAIN);
    right();
    assertThat(run("doctor")).as(out.toString()).isZero();
    assertThat(said())
        .contains(
            "warning  login ## ms  as ts-supervisor@mobydick with PLAIN; SCRAM-SHA-1 was refused,"
                + " though the server offers it\n         do: Set the account's password anew");
  }

  private void offer(SaslMechanism... mechanisms) {
    restart(
        PhoneSystemOptions.of(Pequod.site())
            .withXmpp(XmppOptions.usual().withMechanisms(mechanisms)));
  }

  @Test
  void doctor_selfSignedCertificate_isShownAndNothingIsSent() throws Exception {
    settings();
    password(Pequod.SUPERVISOR_PASSWORD);
    assertThat(run("doctor")).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            notTrusted(
                "The certificate vouches for itself and is not accepted yet.",
                "Compare the SHA-256 with the phone system's own; if it is the same, accept it"
                    + " with: ishmael gateway certificate"));
  }

  @Test
  void doctor_certificateOfAnotherName_namesBoth() throws Exception {
    settings("ca-file = \"" + authorities() + "\"");
    password(Pequod.SUPERVISOR_PASSWORD);
    String other =
        Files.readString(file()).replace("ts-supervisor", "ts-supervisor@pequod.example");
    Files.writeString(file(), other);
    assertThat(run("doctor")).isEqualTo(1);
    assertThat(said())
        .contains(
            "failed   tls ## ms  The certificate is made out neither to 127.0.0.1 nor to"
                + " pequod.example.\n         do: Enter one of its names as phone-system.host.",
            "names: mobydick",
            "skipped  login");
  }

  @Test
  void doctor_expiredCertificate_saysBothFlaws() throws Exception {
    Clock past = Clock.offset(Clock.systemUTC(), Duration.ofDays(-60));
    restart(PhoneSystemOptions.of(Pequod.site()).withTimeline(new LiveTimeline(past)));
    settings();
    password(Pequod.SUPERVISOR_PASSWORD);
    assertThat(run("doctor")).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            notTrusted(
                "A certificate has expired. The certificate vouches for itself and is not accepted"
                    + " yet.",
                "Check the clock of this machine; if it is right, renew the certificate in the"
                    + " phone system"));
  }

  @Test
  void doctor_expiredButPinned_warnsAndGoesOn() throws Exception {
    Clock past = Clock.offset(Clock.systemUTC(), Duration.ofDays(-60));
    restart(PhoneSystemOptions.of(Pequod.site()).withTimeline(new LiveTimeline(past)));
    right();
    assertThat(run("doctor")).as(out.toString()).isZero();
    assertThat(said())
        .contains(
            "warning  tls ## ms  The certificate is accepted in the settings, but expired on DAY.")
        .endsWith("It works; warnings: 1.\n");
  }

  @Test
  void doctor_otherThanThePinned_showsBothFingerprints() throws Exception {
    settings("certificate = \"" + "AB:".repeat(31) + "AB\"");
    password(Pequod.SUPERVISOR_PASSWORD);
    assertThat(run("doctor")).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            notTrusted(
                "It is not the certificate in the settings: accepted was "
                    + "AB:".repeat(31)
                    + "AB, shown is SHA256.",
                "If it was renewed, accept the new one with: ishmael gateway certificate. If not,"
                    + " find out who is in between"));
  }

  @Test
  void doctor_noSupervisor_warns() throws Exception {
    settings("Ahab", server.xmpp().port(), "certificate = \"" + sha256() + "\"");
    password(Pequod.CREW_PASSWORD);
    assertThat(run("doctor")).as(out.toString()).isZero();
    assertThat(said())
        .endsWith(
            """
            ok       login ## ms  as Ahab@mobydick with METHOD
            warning  role ## ms  The account is no supervisor, so there is one line only: its own.
                     do: If all users shall have lines, give the account a role with the right xmpp.supervisor in the phone system.
            ok       subscriptions ## ms  base.ChannelEvent (user), base.PickupEvent (user), location.* (user)
            ok       users ## ms  1: the account itself
            ok       phones ## ms  phones: 2, users: 1
            ok       heartbeat ## ms  the connection answers

            It works; warnings: 1.
            """);
  }

  @Test
  void doctor_roleMissingButNeeded_fails() throws Exception {
    settings("Ahab", server.xmpp().port(), "certificate = \"" + sha256() + "\"");
    Files.writeString(file(), Files.readString(file()) + "[lines]\nusers = [\"stubb\"]\n");
    password(Pequod.CREW_PASSWORD);
    assertThat(run("doctor")).isEqualTo(1);
    assertThat(said())
        .contains(
            """
            failed   role ## ms  The account is no supervisor, but lines.users names users.
                     do: Give the account a role with the right xmpp.supervisor in the phone system.
            """)
        .endsWith("Failed: 1, skipped: 0. Begin with the first that failed.\n");
  }

  @Test
  void doctor_unknownUserSelected_isNamed() throws Exception {
    right();
    Files.writeString(
        file(), Files.readString(file()) + "[lines]\nusers = [\"STUBB\", \"bulkington\"]\n");
    assertThat(run("doctor")).isZero();
    assertThat(said())
        .contains(
            """
            warning  users ## ms  6, but lines.users names unknown ones: bulkington.
                     do: Correct or remove these login names in lines.users.
            """);
  }

  @Test
  void doctor_subscriptionRefused_saysWhatIsInForce() throws Exception {
    right();
    server.xmpp().faults().answerWithErrorIq("event.AddSubscription");
    assertThat(run("doctor")).isEqualTo(1);
    assertThat(said()).contains("failed   subscriptions ## ms  The phone system does not send");
  }

  @Test
  void doctor_slowServer_isOkAndShowsTheTime() throws Exception {
    right();
    server.xmpp().faults().delayAnswers(Duration.ofMillis(400));
    assertThat(run("doctor")).as(out.toString()).isZero();
    assertThat(out.toString())
        .containsPattern("ok       role +[4-9][0-9]{2} ms|role +[1-9][0-9]{3} ms");
  }

  @Test
  void doctor_serverThatNeverAnswers_endsInTime() throws Exception {
    right();
    server.xmpp().faults().swallow("xmppuser.ClientInfo");
    assertThat(run("doctor")).isEqualTo(1);
    assertThat(said())
        .contains("failed   role ## ms  The phone system does not tell about the account")
        .contains("skipped  users                    because of role")
        .contains("ok       heartbeat");
  }

  @Test
  void doctor_noPassword_stillLooksAtTheServer() throws Exception {
    settings("certificate = \"" + sha256() + "\"");
    assertThat(run("doctor")).isEqualTo(3);
    assertThat(said())
        .contains(
            """
            failed   password ## ms  No password is stored in FOLDER/password.
                     do: Store it with: ishmael gateway password
            """)
        .contains("ok       tls", "skipped  login                    because of password");
  }

  @Test
  void doctor_noSettings_skipsTheRest() throws Exception {
    assertThat(run("doctor")).isEqualTo(3);
    assertThat(said())
        .contains("failed   settings ## ms  There is no settings file FOLDER/ishmael.toml.")
        .contains("         do: Write one with: ishmael gateway --init")
        .endsWith("Failed: 1, skipped: 11. Begin with the first that failed.\n");
  }

  @Test
  void doctor_json_isOneDocument() throws Exception {
    right();
    assertThat(run("doctor", "--json")).isZero();
    JsonNode root = new ObjectMapper().readTree(out.toString());
    assertThat(root.path("ok").booleanValue()).isTrue();
    assertThat(root.path("steps")).hasSize(12);
    assertThat(root.path("steps").get(6).path("step").textValue()).isEqualTo("login");
    assertThat(root.path("steps").get(6).path("result").textValue()).isEqualTo("ok");
  }

  @Test
  void doctor_unknownOption_isUsage() {
    assertThat(run("doctor", "--password", "x")).isEqualTo(2);
  }

  @Test
  void doctor_anyTime_writesNothing() throws Exception {
    right();
    assertThat(run("doctor")).isZero();
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void doctor_besideTheGateway_usesAnotherName() throws Exception {
    right();
    Path state = folder.resolve("state");
    String name = new Installation(state).name();
    server.xmpp().faults().swallow("xmppuser.ClientInfo");
    Thread running = new Thread(() -> run("doctor"), "doctor");
    running.start();
    while (running.isAlive() && server.xmpp().sessions().isEmpty()) {
      running.join(20);
    }
    assertThat(server.xmpp().sessions())
        .containsExactly("ts-supervisor@mobydick/" + name + "-doctor");
    running.join(60_000);
  }
}
