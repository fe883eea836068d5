package ishmael.simulator.servers;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.LinkState.Online;
import ishmael.linemapper.Channel;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.Party;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.engine.Channel.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the gateway's link relies on when calls are handed over and joined. */
abstract class HandoverContract extends ServerScene {
  @Test
  void commands_transfer_movesTheCall() throws Exception {
    try (WireClient client = supervisorOnTheWire()) {
      String channel =
          server().engine().outsideCalls(Pequod.CHANDLERS, Pequod.CHANDLERS_NAME, "102");
      server().engine().answer(Pequod.STARBUCK_PHONE);

      assertThat(
              WireClient.command(
                      client.ask(
                          "base",
                          "<Transfer channel='%s' target='106' prefix='auto'/>".formatted(channel)))
                  .name())
          .isEqualTo("Success");

      assertThat(server().engine().channelsOf("Pip")).hasSize(1);
      assertThat(server().engine().channelsOf("Starbuck")).isEmpty();
    }
  }

  /** Starbuck talks to somebody ashore; returns his channel. */
  private Channel starbuckTalks() {
    String channel = server().engine().outsideCalls(Pequod.CHANDLERS, Pequod.CHANDLERS_NAME, "102");
    server().engine().answer(Pequod.STARBUCK_PHONE);
    return new Channel(channel);
  }

  private static void awaitRingingAtPip(LinkRecorder link, Channel from) throws Exception {
    link.next(ChannelEvent.class, is(ChannelEventType.HANGUP).and(e -> e.channel().equals(from)));
    ChannelEvent rings = link.next(ChannelEvent.class, ringingAt(Pequod.PIP_PHONE));
    assertThat(rings.source().number()).isEqualTo(Pequod.CHANDLERS);
    assertThat(rings.from()).isEqualTo(new Party("Starbuck", "102"));
    assertThat(rings.refChannel()).contains(from);
  }

  @Test
  void commands_transferOfATalkingOrHeldCall_ringsElsewhere() throws Exception {
    try (LinkRecorder link = LinkRecorder.supervisor(server())) {
      for (boolean held : List.of(false, true)) {
        Channel channel = starbuckTalks();
        if (held) {
          server().engine().hold(channel.value());
        }
        assertThat(link.command(new PhoneCommand.Transfer(channel, "106")).taken()).isTrue();
        ChannelEvent moved = link.next(ChannelEvent.class, is(ChannelEventType.TRANSFER));
        assertThat(moved.channel()).isEqualTo(channel);
        awaitRingingAtPip(link, channel);
        server().engine().clearCalls();
      }
    }
  }

  @Test
  void commands_transferOfARingingCall_redirectsIt() throws Exception {
    try (LinkRecorder link = LinkRecorder.supervisor(server())) {
      server().engine().outsideCalls(Pequod.CHANDLERS, Pequod.CHANDLERS_NAME, "102");
      Channel channel = link.next(ChannelEvent.class, ringingAt(Pequod.STARBUCK_PHONE)).channel();
      assertThat(link.command(new PhoneCommand.Transfer(channel, "106")).taken()).isTrue();
      ChannelEvent sent = link.next(ChannelEvent.class, is(ChannelEventType.REDIRECT));
      assertThat(sent.target()).isEqualTo(new Party("Pip", "106"));
      awaitRingingAtPip(link, channel);
    }
  }

  @Test
  void commands_transferByAnOrdinaryUser_movesTheOwnCallsOnly() throws Exception {
    try (LinkRecorder link =
        LinkRecorder.start(
            LinkRecorder.account(server(), "starbuck", password("Starbuck")).build())) {
      link.next(Online.class);
      Channel own = starbuckTalks();
      Channel pips =
          new Channel(
              server().engine().outsideCalls(Pequod.CHANDLERS, Pequod.CHANDLERS_NAME, "106"));
      assertThat(link.command(new PhoneCommand.Transfer(pips, "101")))
          .isInstanceOf(CommandOutcome.Failure.class);
      assertThat(link.command(new PhoneCommand.Transfer(own, "101")).taken()).isTrue();
      assertThat(server().engine().channelsOf("Pip")).hasSize(1);
      assertThat(server().engine().channelsOf("Starbuck")).isEmpty();
    }
  }

  /** Ahab holds somebody ashore and talks to Starbuck. */
  private void ahabConsults() {
    var engine = server().engine();
    engine.outsideCalls(Pequod.CHANDLERS, Pequod.CHANDLERS_NAME, "101");
    engine.answer(Pequod.AHAB_PHONE);
    engine.dial("Ahab", "102");
    engine.answer(Pequod.STARBUCK_PHONE);
  }

  @Test
  void commands_transferKey_joinsTheOthersAndLeavesThem() throws Exception {
    try (LinkRecorder link = LinkRecorder.supervisor(server())) {
      ahabConsults();
      assertThat(link.command(new PhoneCommand.TransferKey(device(Pequod.AHAB_PHONE))).taken())
          .isTrue();
      ChannelEvent handed = link.next(ChannelEvent.class, is(ChannelEventType.TRANSFER));
      assertThat(handed.outbound()).isFalse();
      assertThat(handed.source().number()).isEqualTo("102");
      assertThat(handed.refChannel()).isPresent();
      link.next(ChannelEvent.class, is(ChannelEventType.HANGUP));
      link.next(ChannelEvent.class, is(ChannelEventType.HANGUP));
      ChannelEvent joined = link.next(ChannelEvent.class, is(ChannelEventType.RENAME));
      assertThat(joined.source().number()).isEqualTo(Pequod.CHANDLERS);
      assertThat(server().engine().channelsOf("Ahab")).isEmpty();
    }
  }

  @Test
  void commands_conferenceKey_letsAllTalk() throws Exception {
    try (LinkRecorder link = LinkRecorder.supervisor(server())) {
      ahabConsults();
      assertThat(link.command(new PhoneCommand.ConferenceKey(device(Pequod.AHAB_PHONE))).taken())
          .isTrue();
      ChannelEvent joined = link.next(ChannelEvent.class, is(ChannelEventType.UNHOLD));
      assertThat(joined.source().number()).isEqualTo(Pequod.CHANDLERS);
      assertThat(server().engine().channelsOf("Ahab"))
          .hasSize(2)
          .allMatch(one -> one.state() == State.TALKING);
    }
  }

  @Test
  void commands_keysThatAPhoneLacks_areRefused() throws Exception {
    try (LinkRecorder link = LinkRecorder.supervisor(server())) {
      for (PhoneCommand key :
          List.of(
              new PhoneCommand.TransferKey(device(Pequod.FLASK_PHONE)),
              new PhoneCommand.ConferenceKey(device(Pequod.FLASK_PHONE)),
              new PhoneCommand.ConferenceKey(device(Pequod.FORECASTLE_PHONE)),
              new PhoneCommand.TransferKey(device(Pequod.AHAB_PHONE)))) {
        assertThat(link.command(key)).as("%s", key).isInstanceOf(CommandOutcome.Failure.class);
      }
    }
  }
}
