package ishmael.simulator.phonesystem.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.engine.FakeTimeline;
import ishmael.simulator.phonesystem.engine.PhonePresence;
import ishmael.simulator.phonesystem.protocol.Mobydick;
import ishmael.simulator.phonesystem.protocol.XmlElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontTest {
  private final Engine engine = new Engine(Pequod.site(), new FakeTimeline(Instant.EPOCH));
  private final Front front = new Front(engine);
  private final Listener caller = new Listener();
  private final Listener witness = new Listener();
  private final List<Reply> replies = new ArrayList<>();

  private static final class Listener implements Seat {
    final List<XmlElement> events = new ArrayList<>();

    @Override
    public void event(XmlElement cmd) {
      events.add(cmd);
    }

    @Override
    public void presence(PhonePresence presence) {}
  }

  private static XmlElement dial() {
    return cmd("base", element("Dial").attribute("target", "103").build());
  }

  private static XmlElement subscribe() {
    XmlElement all =
        element("Subscription")
            .attribute("module", "base")
            .attribute("type", "ChannelEvent")
            .attribute("scope", "supervisor")
            .build();
    return cmd("event", element("AddSubscription").add(all).build());
  }

  private static XmlElement cmd(String module, XmlElement child) {
    return element("cmd").attribute("module", module).add(child).build();
  }

  private static XmlElement.Builder element(String name) {
    return XmlElement.builder(Mobydick.NAMESPACE, name);
  }

  private void enter() {
    front.enter(caller, engine.user("starbuck"));
    front.enter(witness, engine.user(Pequod.SUPERVISOR));
    front.command(witness, subscribe(), replies::add);
  }

  @Test
  void command_thatSucceeds_isAnsweredBeforeItsEventsAreTold() {
    enter();
    List<Integer> toldAtTheAnswer = new ArrayList<>();
    front.command(caller, dial(), reply -> toldAtTheAnswer.add(witness.events.size()));

    assertThat(toldAtTheAnswer).containsExactly(0);
    assertThat(witness.events).isNotEmpty();
    assertThat(replies).hasSize(1);
  }

  @Test
  void command_whoseAnswerFails_isStillToldToTheOthers() {
    enter();
    assertThatThrownBy(
            () ->
                front.command(
                    caller,
                    dial(),
                    reply -> {
                      throw new IllegalStateException("the asker is gone");
                    }))
        .hasMessage("the asker is gone");

    assertThat(witness.events).isNotEmpty();
  }

  @Test
  void leave_clientThatLeft_hearsNothing() {
    enter();
    front.leave(witness);
    front.command(caller, dial(), replies::add);

    assertThat(witness.events).isEmpty();
    assertThatThrownBy(() -> front.command(witness, dial(), replies::add))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
