package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import ishmael.gateway.phonesystem.Password;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.visit.Visit;
import ishmael.gateway.phonesystem.visit.VisitException;
import ishmael.simulator.phonesystem.PhoneSystem;
import ishmael.simulator.phonesystem.engine.Site;
import ishmael.simulator.phonesystem.engine.UserAccount;
import ishmael.simulator.phonesystem.xmpp.SaslMechanism;
import ishmael.simulator.phonesystem.xmpp.XmppOptions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Names and passwords as people have them, with each login method. */
@Timeout(120)
class SignInTest {
  private static final List<String> PASSWORDS =
      List.of(
          "W\u00e4l:f\u00e4nger \u00df\u20ac \uD83D\uDC0B",
          " spaces at both ends ",
          "colon:comma,equals=quote\"'<&>\\",
          "\u00bd \u00b2 \ufb01 \u212b");

  private Optional<PhoneSystem> started = Optional.empty();

  @AfterEach
  void stop() {
    started.ifPresent(PhoneSystem::close);
  }

  private PhoneSystem serve(String domain, String password, SaslMechanism... mechanisms) {
    Site.Builder site = Site.builder().role("crew", "xmpp.connect");
    for (String name : List.of("Ahab", "call\\20me\\40sea", "J\u00f6rg")) {
      site.user(
          new UserAccount(
              name.length(),
              name,
              name,
              "10" + name.length(),
              password,
              List.of("crew"),
              List.of()));
    }
    PhoneSystem made =
        PhoneSystem.start(
            ishmael.simulator.phonesystem.PhoneSystemOptions.of(site.build())
                .withDomain(domain)
                .withXmpp(XmppOptions.usual().withMechanisms(mechanisms)));
    started = Optional.of(made);
    return made;
  }

  private static PhoneSystemOptions options(PhoneSystem server, String user, String password)
      throws Exception {
    return PhoneSystemOptions.builder(user, new Password(password), "TS01")
        .host("localhost")
        .port(server.xmpp().port())
        .certificateSha256(
            Hashing.sha256().hashBytes(server.xmpp().certificate().getEncoded()).toString())
        .timing(Harness.TIMING)
        .build();
  }

  private static String mechanism(PhoneSystem server, String user, String password)
      throws Exception {
    try (Visit visit = SmackVisit.login(options(server, user, password))) {
      visit.introduce(Harness.TIMING.commandLimit());
      return visit.mechanism();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "SCRAM_SHA_1"})
  void login_anyPassword_isTakenAsItIs(SaslMechanism mechanism) throws Exception {
    for (String password : PASSWORDS) {
      PhoneSystem server = serve("mobydick", new Password(password).reveal(), mechanism);
      assertThat(mechanism(server, "ahab", password)).as(password).isEqualTo(mechanism.wireName());
      server.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "SCRAM_SHA_1"})
  void login_decomposedUmlaut_isTheComposedOne(SaslMechanism mechanism) throws Exception {
    PhoneSystem server = serve("mobydick", "W\u00e4l", mechanism);
    assertThat(mechanism(server, "ahab", "Wa\u0308l")).isEqualTo(mechanism.wireName());
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "SCRAM_SHA_1"})
  void login_strippedSpaces_areRefused(SaslMechanism mechanism) throws Exception {
    PhoneSystem server = serve("mobydick", " x ", mechanism);
    assertThatThrownBy(() -> mechanism(server, "ahab", "x")).isInstanceOf(VisitException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "mobydick, ahab",
    "mobydick, AHAB@MobyDick",
    "pequod, Ahab@pequod",
    "pbx.example.org, ahab@pbx.example.org",
    "mobydick, call me@sea@mobydick",
    "mobydick, call\\20me\\40sea",
    "mobydick, Jörg"
  })
  void login_anyForm_findsTheAccount(String domain, String user) throws Exception {
    PhoneSystem server = serve(domain, "x", SaslMechanism.SCRAM_SHA_1, SaslMechanism.PLAIN);
    assertThat(mechanism(server, user, "x")).isEqualTo("SCRAM-SHA-1");
  }

  @Test
  void login_bothOffered_takesScram() throws Exception {
    PhoneSystem server = serve("mobydick", "x", SaslMechanism.PLAIN, SaslMechanism.SCRAM_SHA_1);
    assertThat(mechanism(server, "ahab", "x")).isEqualTo("SCRAM-SHA-1");
  }

  @Test
  void login_unfitHashes_takesPlain() throws Exception {
    PhoneSystem server =
        serve("mobydick", "x", SaslMechanism.SCRAM_SHA_1_UNFIT, SaslMechanism.PLAIN);
    assertThat(mechanism(server, "ahab", "x")).isEqualTo("PLAIN");
  }

  @Test
  void login_wrongPassword_isRefusedOncePerMethod() throws Exception {
    PhoneSystem server = serve("mobydick", "x", SaslMechanism.SCRAM_SHA_1, SaslMechanism.PLAIN);
    assertThatThrownBy(() -> mechanism(server, "ahab", "y"))
        .isInstanceOfSatisfying(VisitException.class, e -> assertThat(e.refusals()).isEqualTo(2))
        .hasMessageStartingWith("The phone system refuses the name or password");
  }

  @Test
  void login_scramOnly_isNotFollowedByPlain() throws Exception {
    PhoneSystem server = serve("mobydick", "x", SaslMechanism.SCRAM_SHA_1);
    assertThatThrownBy(() -> mechanism(server, "ahab", "y"))
        .isInstanceOfSatisfying(VisitException.class, e -> assertThat(e.refusals()).isEqualTo(1));
  }
}
