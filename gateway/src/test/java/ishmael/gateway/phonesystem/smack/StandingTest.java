package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.LinkState.Offline;
import ishmael.gateway.phonesystem.LinkState.Online;
import ishmael.gateway.phonesystem.LinkTiming;
import ishmael.gateway.phonesystem.Password;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.UserName;
import ishmael.simulator.phonesystem.Pequod;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An account that loses its role or its subscriptions while it is logged in. */
@Timeout(120)
class StandingTest {
  private static final LinkTiming WATCHFUL =
      Harness.TIMING.withStandingCheck(Duration.ofMillis(100));

  private final Deque<ElementIq> sent = new ArrayDeque<>();
  private final List<LinkProblem> lost = new ArrayList<>();

  private static String missing() {
    return LinkProblem.roleMissing(Pequod.SUPERVISOR).sentence();
  }

  @Test
  void roleWithdrawn_unasked_isNoticedAndGivenBack() throws Exception {
    try (Harness harness = new Harness()) {
      harness.online(WATCHFUL);

      harness.server.engine().withdrawRole(Pequod.SUPERVISOR, Pequod.SUPERVISOR_ROLE);

      assertThat(harness.recorder.next(Offline.class).reason()).isEqualTo(missing());
      // It does not come back as an ordinary account, which would remove the lines of all others.
      assertThat(harness.recorder.next(Offline.class).reason()).isEqualTo(missing());
      harness.server.engine().grantRole(Pequod.SUPERVISOR, Pequod.SUPERVISOR_ROLE);
      assertThat(harness.recorder.next(Online.class).supervisor()).isTrue();
    }
  }

  @Test
  void roleWithdrawn_commandRefused_isNoticedAtOnce() throws Exception {
    try (Harness harness = new Harness()) {
      harness.online();
      harness.server.engine().withdrawRole(Pequod.SUPERVISOR, Pequod.SUPERVISOR_ROLE);

      CommandOutcome outcome =
          harness.outcome(harness.submit(new PhoneCommand.Dial(new UserName("ahab"), "102")));

      assertThat(outcome).isInstanceOf(CommandOutcome.Failure.class);
      assertThat(harness.recorder.next(Offline.class).reason()).isEqualTo(missing());
    }
  }

  @Test
  void roleGranted_ordinaryAccount_servesAllUsers() throws Exception {
    try (Harness harness = new Harness()) {
      Online before =
          harness.online(harness.account("ahab", Pequod.CREW_PASSWORD).timing(WATCHFUL).build());
      assertThat(before.supervisor()).isFalse();

      harness.server.engine().grantRole("Ahab", Pequod.SUPERVISOR_ROLE);

      assertThat(harness.recorder.next(Online.class).supervisor()).isTrue();
    }
  }

  private Standing standing(LinkLoop loop, Requests requests) {
    PhoneSystemOptions options =
        PhoneSystemOptions.builder("tapi", new Password("x"), "TS01").host("pbx").build();
    return new Standing(requests, options, loop, true, lost::add);
  }

  private static Element info(String scope) {
    return Cmd.of(
        "xmppuser",
        Element.of("UserInfo")
            .containing(
                Element.of("RoleList")
                    .containing(
                        Element.of("Role")
                            .containing(
                                Element.of("RoletypeList")
                                    .containing(
                                        Element.of("Roletype").with("name", "xmpp.supervisor")))),
                subscriptions(scope)));
  }

  private static Element subscriptions(String scope) {
    return Element.of("SubscriptionList")
        .containing(
            Element.of("Subscription")
                .with("module", "base")
                .with("type", "*")
                .with("scope", scope),
            Element.of("Subscription")
                .with("module", "location")
                .with("type", "*")
                .with("scope", scope));
  }

  @Test
  void subscriptionLost_isMadeAgainOrEndsTheLink() {
    LinkLoop loop = new LinkLoop("test");
    Requests requests =
        new Requests(
            outgoing -> sent.add((ElementIq) outgoing.stanza()), loop, "t-", Duration.ofMinutes(1));
    Standing standing = standing(loop, requests);
    Reply refused = new Reply.Result(PhoneSystemAnswer.parse(failure()));

    standing.answered(refused);
    standing.answered(refused);
    assertThat(sent).hasSize(1);
    answer(requests, info("supervisor"));
    assertThat(sent).isEmpty();
    standing.end();

    Standing second = standing(loop, requests);
    second.answered(refused);
    answer(requests, info("user"));
    assertThat(sent)
        .singleElement()
        .extracting(iq -> iq.child().toString())
        .asString()
        .contains("AddSubscription");
    answer(requests, Cmd.of("event", subscriptions("supervisor")));
    assertThat(lost).isEmpty();
    second.end();

    Standing third = standing(loop, requests);
    third.answered(refused);
    answer(requests, info("user"));
    answer(requests, failure());
    assertThat(lost)
        .extracting(LinkProblem::sentence)
        .singleElement()
        .asString()
        .startsWith("The phone system does not send the call events the account tapi needs (");
    third.end();
    loop.end();
  }

  private static Element failure() {
    return Cmd.of("base", Element.of("Failure").containing(Element.of("message", "no")));
  }

  private void answer(Requests requests, Element cmd) {
    assertThat(
            requests.answered(
                sent.remove().getStanzaId(), new Reply.Result(PhoneSystemAnswer.parse(cmd))))
        .isTrue();
  }
}
