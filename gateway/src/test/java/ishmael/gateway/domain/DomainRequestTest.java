package ishmael.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.Caller;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.LineRequest.Header;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.linemapper.RequestKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Providers ask and hear of calls. */
class DomainRequestTest extends DomainScene {
  @Test
  void request_beforeWelcome_disconnects() throws Exception {
    domain.start(phones);
    domain.connected(peer, List.of());
    domain.request(
        peer,
        new LineRequest.OpenLine(
            new Header(new RequestKey(1, 0), new Caller.Nobody(1702), new LineId(7))));
    assertThat(peer.next()).isEqualTo("disconnected: a request before WELCOME");
  }

  @Test
  void event_incomingCall_isShownToAll() throws Exception {
    welcomed();
    FakeProvider second = new FakeProvider(2);
    domain.connected(second, List.of());
    assertThat(second.next()).isEqualTo("welcome");
    domain.event(Crew.inbound(ChannelEventType.RINGING, "SIP/1", Crew.AHAB));
    String offered = peer.next();
    assertThat(offered).startsWith("call OFFERING ");
    assertThat(second.next()).isEqualTo(offered);
    domain.event(Crew.inbound(ChannelEventType.HANGUP, "SIP/1", Crew.AHAB));
    assertThat(peer.next()).startsWith("call DISCONNECTED");
    assertThat(peer.next()).startsWith("call IDLE");
  }

  @Test
  void makeCall_taken_isAnsweredBeforeTheCall() throws Exception {
    welcomed();
    domain.request(
        peer, new LineRequest.MakeCall(header(peer, 1, Crew.AHAB), CHOSEN, "0301234567"));
    FakePhones.Sent sent = phones.awaitSent();
    assertThat(sent.command()).isInstanceOf(PhoneCommand.Dial.class);
    domain.event(Crew.outbound(ChannelEventType.RINGING, "SIP/2", Crew.AHAB, "0301234567"));
    domain.outcome(sent.id(), new CommandOutcome.Success("ok"));
    List<String> heard = peer.until("answer 1 ok");
    assertThat(heard).containsExactly("answer 1 ok");
    assertThat(peer.next()).startsWith("call ").endsWith(" " + CHOSEN);
  }

  @Test
  void makeCall_refused_hasErrorAndNoCall() throws Exception {
    welcomed();
    domain.request(
        peer, new LineRequest.MakeCall(header(peer, 1, Crew.AHAB), CHOSEN, "0301234567"));
    domain.outcome(phones.awaitSent().id(), new CommandOutcome.Failure("no"));
    assertThat(peer.next()).startsWith("answer 1 ").isNotEqualTo("answer 1 ok");
    domain.refuse(peer, 2, LineError.OPERATIONUNAVAIL);
    assertThat(peer.next()).isEqualTo("answer 2 OPERATIONUNAVAIL");
  }

  @Test
  void gone_openRequest_isNotAnsweredToTheNextPeer() throws Exception {
    welcomed();
    domain.request(
        peer, new LineRequest.MakeCall(header(peer, 1, Crew.AHAB), CHOSEN, "0301234567"));
    FakePhones.Sent sent = phones.awaitSent();
    domain.gone(peer.number());
    FakeProvider next = new FakeProvider(2);
    domain.connected(next, List.of());
    next.until("welcome");
    domain.outcome(sent.id(), new CommandOutcome.Success("ok"));
    domain.refuse(next, 9, LineError.OPERATIONUNAVAIL);
    assertThat(next.until("answer 9 OPERATIONUNAVAIL"))
        .noneMatch(heard -> heard.startsWith("answer 1 "));
  }
}
