package ishmael.simulator.phonesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.simulator.phonesystem.engine.Site;
import ishmael.simulator.phonesystem.engine.UserAccount;
import ishmael.simulator.phonesystem.xmpp.SaslMechanism;
import ishmael.simulator.phonesystem.xmpp.TlsUse;
import ishmael.simulator.phonesystem.xmpp.XmppOptions;
import java.util.List;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.sasl.SASLErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways in, and ways to stay outside. */
@Timeout(180)
class LoginTest {
  private static final int LOGINS = 200;

  private static PhoneSystem start(XmppOptions options) {
    return PhoneSystem.start(PhoneSystemOptions.of(Pequod.site()).withXmpp(options));
  }

  private static PhoneSystem startWithPassword(String password) {
    UserAccount ishmael =
        new UserAccount(1, "Ishmael", "Ishmael", "107", password, List.of("all"), List.of());
    return PhoneSystem.start(
        PhoneSystemOptions.of(Site.builder().role("all", "xmpp.connect").user(ishmael).build()));
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.3, PLAIN",
    "TLSv1.3, SCRAM_SHA_1",
    "TLSv1.2, PLAIN",
    "TLSv1.2, SCRAM_SHA_1",
  })
  void login_eachTlsAndMechanism_rightAndWrong(String tls, SaslMechanism mechanism)
      throws Exception {
    try (PhoneSystem system = start(XmppOptions.usual())) {
      try (WireClient client =
          WireClient.login(system, "ahab", Pequod.CREW_PASSWORD, "desk", mechanism, tls)) {
        assertThat(client.jid()).isEqualTo("ahab@mobydick/desk");
        assertThat(client.ask("redirect", "<FindOwn/>").name()).isEqualTo("RedirectEntry");
      }
      for (String user : List.of("ahab", "nobody")) {
        assertThatThrownBy(() -> WireClient.login(system, user, "Harpoon", "desk", mechanism, tls))
            .isInstanceOf(SASLErrorException.class)
            .hasMessageContaining("not-authorized");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void login_manyTimes_neverHangs(String tls) throws Exception {
    try (PhoneSystem system = start(XmppOptions.usual())) {
      for (int i = 0; i < LOGINS; i++) {
        try (RawClient client = RawClient.connect(system)) {
          assertThat(client.secure(system, tls)).isEqualTo(tls);
          client.open();
          client.ask(RawClient.auth("PLAIN", "\0ahab\0" + Pequod.CREW_PASSWORD), "<success");
          client.read(">");
          client.open();
          client.bind("desk" + i);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "W\u00f6lfin \u00df\u00e4\u00c5\u20ac",
        "decomposed a\u0308 and \ufb01",
        ":colon:and,comma=equals",
        " leading and trailing ",
        "no\u00a0break",
        "\ud83d\udc0b\ud83d\udc0b\ud83c\udff4\u200d\u2620\ufe0f",
        "<&>\"'",
      })
  void login_anyCharactersInThePassword_bothMechanisms(String password) throws Exception {
    try (PhoneSystem system = startWithPassword(password)) {
      for (SaslMechanism one : List.of(SaslMechanism.PLAIN, SaslMechanism.SCRAM_SHA_1)) {
        try (WireClient client =
            WireClient.login(system, "ishmael", password, "sea", one, "TLSv1.3")) {
          assertThat(client.jid()).isEqualTo("ishmael@mobydick/sea");
        }
      }
    }
  }

  @Test
  void features_beforeTls_offerOnlyTls_thenWhatIsConfigured() throws Exception {
    XmppOptions options = XmppOptions.usual().withMechanisms(SaslMechanism.SCRAM_SHA_1);
    try (PhoneSystem system = start(options);
        RawClient client = RawClient.connect(system)) {
      client.secure(system);
      assertThat(client.open())
          .contains("<mechanism>SCRAM-SHA-1</mechanism>")
          .doesNotContain("starttls", "PLAIN");
      client.ask(RawClient.auth("PLAIN", "\0ahab\0" + Pequod.CREW_PASSWORD), "<invalid-mechanism");
    }
  }

  @Test
  void auth_beforeRequiredTls_endsTheStream() throws Exception {
    try (PhoneSystem system = start(XmppOptions.usual());
        RawClient client = RawClient.connect(system)) {
      client.ask(RawClient.auth("PLAIN", "\0ahab\0" + Pequod.CREW_PASSWORD), "<not-authorized");
      assertThat(client.readAll()).endsWith("</stream:stream>");
    }
  }

  @Test
  void auth_withoutTls_whereItIsOptional_isIn() throws Exception {
    try (PhoneSystem system = start(XmppOptions.usual().withTls(TlsUse.OPTIONAL));
        RawClient client = RawClient.connect(system)) {
      client.ask(RawClient.auth("PLAIN", "\0ahab\0" + Pequod.CREW_PASSWORD), "<success");
      client.read(">");
      client.open();
      client.bind("desk");
      assertThat(system.xmpp().sessions()).containsExactly("ahab@mobydick/desk");
    }
  }

  @Test
  void startTls_whereItIsMissing_isRefused() throws Exception {
    try (PhoneSystem system = start(XmppOptions.usual().withTls(TlsUse.MISSING))) {
      assertThatThrownBy(() -> WireClient.login(system, "ahab", Pequod.CREW_PASSWORD, "desk"))
          .isInstanceOf(SmackException.class);
      try (RawClient client = RawClient.connect(system)) {
        client.ask("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", "<failure");
        assertThat(client.readAll()).endsWith("</stream:stream>");
      }
    }
  }

  @Test
  void startTls_onlyOldVersionOffered_newClientIsRefused() throws Exception {
    XmppOptions options = XmppOptions.usual().withTlsVersions(List.of("TLSv1.2"));
    try (PhoneSystem system = start(options);
        RawClient old = RawClient.connect(system);
        RawClient young = RawClient.connect(system)) {
      assertThat(old.secure(system)).isEqualTo("TLSv1.2");
      assertThatThrownBy(() -> young.secure(system, "TLSv1.3"))
          .isInstanceOf(javax.net.ssl.SSLException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ahab, success",
    "ahab@mobydick, success",
    "AHAB@MOBYDICK, success",
    "starbuck, invalid-authzid",
    "ahab@elsewhere, invalid-authzid",
  })
  void plain_authorizationIdentity_mustBeTheOwn(String identity, String answer) throws Exception {
    try (PhoneSystem system = start(XmppOptions.usual());
        RawClient client = RawClient.connect(system)) {
      client.secure(system);
      client.open();
      client.ask(
          RawClient.auth("PLAIN", identity + "\0ahab\0" + Pequod.CREW_PASSWORD), "<" + answer);
    }
  }

  @Test
  void sasl_nonsense_isNamed_andALaterAttemptMaySucceed() throws Exception {
    try (PhoneSystem system = start(XmppOptions.usual());
        RawClient client = RawClient.connect(system)) {
      client.secure(system);
      client.open();
      client.ask(RawClient.auth("X-WHALE", "x"), "<invalid-mechanism");
      client.ask(RawClient.auth("PLAIN", "ahab"), "<malformed-request");
      client.ask(RawClient.auth("PLAIN", "x").replace(">", ">*"), "<incorrect-encoding");
      client.ask(RawClient.auth("PLAIN", ""), "<challenge");
      client.read(">");
      client.ask(RawClient.response("\0ahab\0" + Pequod.CREW_PASSWORD), "<success");
    }
  }

  @Test
  void sasl_fiveFailures_endTheStream() throws Exception {
    try (PhoneSystem system = start(XmppOptions.usual());
        RawClient client = RawClient.connect(system)) {
      client.secure(system);
      client.open();
      for (int i = 0; i < 5; i++) {
        client.ask(RawClient.auth("PLAIN", "\0ahab\0wrong"), "</failure>");
      }
      client.ask(RawClient.auth("PLAIN", "\0ahab\0" + Pequod.CREW_PASSWORD), "<policy-violation");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SaslMechanism.class,
      names = {"SCRAM_SHA_1", "SCRAM_SHA_256"})
  void scram_forgedMessages_areRefused(SaslMechanism mechanism) throws Exception {
    XmppOptions options = XmppOptions.usual().withMechanisms(mechanism);
    try (PhoneSystem system = start(options);
        RawClient client = RawClient.connect(system)) {
      client.secure(system);
      client.open();
      client.ask(RawClient.auth(mechanism.wireName(), "p=tls-unique,,n=ahab,r=x"), "<malformed");
      String first = "n,,n=ahab,r=abc";
      String challenge = client.challenge(RawClient.auth(mechanism.wireName(), first));
      assertThat(challenge).matches("r=abc[^,]{20,},s=[^,]{20,},i=4096");
      client.ask(RawClient.response("c=biws,r=abc,p=AAAA"), "<not-authorized");
      client.challenge(RawClient.auth(mechanism.wireName(), first));
      client.ask("<abort xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>", "<aborted");
    }
  }
}
