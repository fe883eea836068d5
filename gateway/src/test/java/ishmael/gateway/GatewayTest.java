package ishmael.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.gateway.GatewayStatus.Role;
import ishmael.gateway.command.ExitCode;
import ishmael.gateway.isolation.PolicyStore;
import ishmael.gateway.phonesystem.smack.SmackPhoneSystem;
import ishmael.gateway.settings.OwnerOnly;
import ishmael.gateway.settings.Secret;
import ishmael.gateway.settings.SecretFile;
import ishmael.linemapper.CallState;
import ishmael.linemapper.LineError;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.LineFrame;
import ishmael.tsp.frame.Operation;
import ishmael.tsp.link.AddressInUseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The gateway in this process against the simulated phone system, over real sockets. */
class GatewayTest extends GatewayScene {
  private static final long CHOSEN = Long.MIN_VALUE + 77;

  @Test
  void incomingCall_supervisor_isSignalledWithNumberAndName() throws Exception {
    try (Gateway gateway = online(supervisor());
        TestPeer peer = TestPeer.connect(gateway.address())) {
      assertThat(peer.lines())
          .extracting(LineFrame::name)
          .contains("Captain Ahab (101)", "Starbuck (102)", "Pip (106)");
      assertThat(gateway.status().role()).contains(Role.SUPERVISOR);

      pequod.engine().outsideCalls(Pequod.CHANDLERS, Pequod.CHANDLERS_NAME, "102");
      CallFrame offered = peer.call(CallState.OFFERING);
      assertThat(offered.line()).isEqualTo(peer.line("102"));
      assertThat(offered.parties().caller().number()).endsWith("15085550100");
      assertThat(offered.parties().caller().name()).isEqualTo(Pequod.CHANDLERS_NAME);

      peer.request(1, Operation.ANSWER, peer.line("102"), offered.call(), "");
      assertThat(peer.call(CallState.CONNECTED).call()).isEqualTo(offered.call());
      peer.request(2, Operation.DROP, peer.line("102"), offered.call(), "");
      assertThat(peer.call(CallState.IDLE).call()).isEqualTo(offered.call());
      assertThat(gateway.status().counters()).containsEntry("ishmael.lines.welcomed", 1L);
    }
  }

  @Test
  void outgoingCall_makeCall_reachesTheOtherEnd() throws Exception {
    try (Gateway gateway = online(supervisor());
        TestPeer peer = TestPeer.connect(gateway.address())) {
      int line = peer.line("102");
      peer.request(1, Operation.MAKE_CALL, line, CHOSEN, Pequod.CHANDLERS);
      assertThat(peer.answer(1)).isZero();
      assertThat(peer.call(CallState.CONNECTED).call()).isEqualTo(CHOSEN);
      peer.request(2, Operation.DROP, line, CHOSEN, "");
      assertThat(peer.call(CallState.IDLE).call()).isEqualTo(CHOSEN);
    }
  }

  @Test
  void request_nonsense_isAnsweredWithAnError() throws Exception {
    try (Gateway gateway = online(supervisor());
        TestPeer peer = TestPeer.connect(gateway.address())) {
      int line = peer.line("101");
      peer.request(1, Operation.DROP, 1, 5, "");
      assertThat(peer.answer(1)).isNegative();
      peer.request(2, Operation.DROP, line, 0, "");
      assertThat(peer.answer(2)).isEqualTo(LineError.INVALCALLHANDLE.code());
      peer.request(3, Operation.MAKE_CALL, line, 5, "102");
      assertThat(peer.answer(3)).isEqualTo(LineError.INVALPARAM.code());
      peer.request(4, Operation.DROP, line, 5, "");
      assertThat(peer.answer(4)).isEqualTo(LineError.INVALCALLHANDLE.code());
    }
  }

  @Test
  void ordinaryAccount_always_servesItsOwnLine() throws Exception {
    try (Gateway gateway = online(options("starbuck", Pequod.CREW_PASSWORD).build());
        TestPeer peer = TestPeer.connect(gateway.address())) {
      assertThat(peer.lines()).extracting(LineFrame::address).containsExactly("102");
      assertThat(gateway.status().role()).contains(Role.USER);
      peer.request(1, Operation.MAKE_CALL, peer.line("102"), CHOSEN, Pequod.CHANDLERS);
      assertThat(peer.answer(1)).isZero();
      assertThat(peer.call(CallState.CONNECTED).call()).isEqualTo(CHOSEN);
    }
  }

  @Test
  void phoneSystemRestarted_always_comesBackOnline() throws Exception {
    try (Gateway gateway = online(supervisor());
        TestPeer peer = TestPeer.connect(gateway.address())) {
      pequod.xmpp().kill();
      peer.next(LineFrame.class, line -> !line.inService());
      pequod.xmpp().start();
      peer.next(LineFrame.class, LineFrame::inService);
      assertThat(gateway.awaitOnline(LIMIT)).isTrue();
    }
  }

  @Test
  void reconnect_askedFor_logsInAnew() throws Exception {
    List<ishmael.gateway.phonesystem.PhoneSystem> links = new CopyOnWriteArrayList<>();
    try (Gateway gateway =
            Gateway.start(
                supervisor(),
                (options, listener, meters) -> {
                  links.add(SmackPhoneSystem.create(options, listener, meters));
                  return links.get(0);
                });
        TestPeer peer = TestPeer.connect(gateway.address())) {
      List<String> before = pequod.xmpp().sessions();
      links.get(0).reconnect("Events were lost.");
      assertThat(peer.next(LineFrame.class, line -> !line.inService()).reason())
          .isEqualTo("Events were lost.");
      peer.next(LineFrame.class, LineFrame::inService);
      assertThat(before).hasSize(1);
      assertThat(pequod.xmpp().sessions()).hasSize(1);
    }
  }

  @Test
  void wrongPassword_always_waitsForAnAdminAndSaysSo() throws Exception {
    try (Gateway gateway = Gateway.start(options(Pequod.SUPERVISOR, "wrong").build())) {
      assertThat(gateway.awaitNeedsAdmin(LIMIT)).as(gateway.status().sentence()).isTrue();
      assertThat(gateway.status().sentence())
          .startsWith("The gateway waits for an admin: ")
          .containsIgnoringCase("password")
          .doesNotContain("wrong\"");
    }
  }

  @Test
  void wrongPassword_startedAgain_makesNoAttemptUntilItIsStoredAgain() throws Exception {
    SecretFile secrets = new SecretFile(folder.resolve("ishmael.toml"), new OwnerOnly());
    secrets.write(new Secret("wrong"));
    GatewayOptions first = stored(secrets);
    try (Gateway gateway = Gateway.start(first)) {
      assertThat(gateway.awaitNeedsAdmin(LIMIT)).as(gateway.status().sentence()).isTrue();
    }
    assertThat(folder.resolve("refused-password"))
        .content()
        .contains("count=5")
        .doesNotContain("wrong\n");

    pequod.xmpp().kill();
    try (Gateway again = Gateway.start(stored(secrets))) {
      assertThat(again.awaitNeedsAdmin(LIMIT)).as(again.status().sentence()).isTrue();
      assertThat(again.status().sentence()).contains("ishmael gateway password");
    }
    pequod.xmpp().start();
    secrets.write(new Secret(Pequod.SUPERVISOR_PASSWORD));
    online(stored(secrets)).close();
    assertThat(folder.resolve("refused-password")).doesNotExist();
  }

  private GatewayOptions stored(SecretFile secrets) throws Exception {
    return new GatewayOptions(supervisor().settings(), secrets.read(), QUICK);
  }

  @Test
  void roleWithdrawn_whileOnline_linesSayWhy() throws Exception {
    GatewayOptions watchful =
        supervisor().withTiming(QUICK.withStandingCheck(Duration.ofMillis(100)));
    try (Gateway gateway = online(watchful);
        TestPeer peer = TestPeer.connect(gateway.address())) {
      pequod.engine().withdrawRole(Pequod.SUPERVISOR, Pequod.SUPERVISOR_ROLE);
      assertThat(peer.next(LineFrame.class, line -> !line.inService()).reason())
          .contains("xmpp.supervisor");
      pequod.engine().grantRole(Pequod.SUPERVISOR, Pequod.SUPERVISOR_ROLE);
      peer.next(LineFrame.class, LineFrame::inService);
    }
  }

  @Test
  void roleMissing_usersNamed_isSaid() throws Exception {
    GatewayOptions named = options("starbuck", Pequod.CREW_PASSWORD).users("ahab").build();
    try (Gateway gateway = Gateway.start(named)) {
      assertThat(gateway.awaitTrouble(LIMIT)).isTrue();
      assertThat(gateway.status().sentence()).contains("xmpp.supervisor");
    }
  }

  @Test
  void unknownHost_always_isSaid() throws Exception {
    GatewayOptions nowhere =
        GatewayOptions.builder("no-such-host.invalid", 5222, "tapi", "x")
            .folder(folder)
            .timing(QUICK)
            .build();
    try (Gateway gateway = Gateway.start(nowhere)) {
      assertThat(gateway.awaitTrouble(LIMIT)).isTrue();
      assertThat(gateway.status().sentence()).contains("no-such-host.invalid");
    }
  }

  @Test
  void untrustedCertificate_always_isSaidWithItsFingerprint() throws Exception {
    GatewayOptions strict = options("starbuck", "x").certificate("00".repeat(32)).build();
    try (Gateway gateway = Gateway.start(strict)) {
      assertThat(gateway.awaitTrouble(LIMIT)).isTrue();
      assertThat(gateway.status().sentence()).containsIgnoringCase("certificate");
    }
  }

  @Test
  void secondGateway_sameSocket_isRefused() throws Exception {
    try (Gateway gateway = online(supervisor())) {
      GatewayOptions again = supervisor();
      assertThatThrownBy(() -> Gateway.start(again)).isInstanceOf(AddressInUseException.class);
      assertThat(new Run().run(again.settings(), new Secret("x"), PolicyStore.none()))
          .isEqualTo(ExitCode.IN_USE);
      assertThat(gateway.status().online()).isTrue();
    }
  }

  @Test
  void run_stopped_endsInTime() throws Exception {
    Run run = new Run();
    GatewayOptions options = supervisor();
    CompletableFuture<ExitCode> end =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return run.run(options.settings(), options.password(), PolicyStore.none());
              } finally {
                run.ended();
              }
            });
    long begin = System.nanoTime();
    run.stop(Duration.ofSeconds(5));
    assertThat(end.get(1, TimeUnit.SECONDS)).isEqualTo(ExitCode.DONE);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }
}
