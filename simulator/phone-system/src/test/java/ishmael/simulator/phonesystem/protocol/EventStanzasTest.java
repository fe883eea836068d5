package ishmael.simulator.phonesystem.protocol;

import static ishmael.simulator.phonesystem.Pequod.BUSY_NUMBER;
import static ishmael.simulator.phonesystem.Pequod.CHANDLERS;
import static ishmael.simulator.phonesystem.Pequod.CHANDLERS_NAME;
import static ishmael.simulator.phonesystem.Pequod.PIP_PHONE;
import static ishmael.simulator.phonesystem.Pequod.STARBUCK_PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.phonesystem.engine.Engine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStanzasTest {
  private final Desk desk = new Desk();
  private final Engine engine = desk.engine;

  @BeforeEach
  void subscribe() {
    for (String module : new String[] {"base", "journal", "location", "redirect"}) {
      desk.subscribe(desk.supervisor, module, "*", "supervisor");
    }
  }

  private void assertSends(String... files) {
    assertThat(desk.sent(desk.supervisor)).containsExactly(stanzas(files));
  }

  private static XmlElement[] stanzas(String... files) {
    XmlElement[] stanzas = new XmlElement[files.length];
    for (int i = 0; i < files.length; i++) {
      stanzas[i] = Xml.file(files[i]);
    }
    return stanzas;
  }

  @Test
  void inboundCall_sendsTheLiteralStanzas() {
    String channel = engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "106");
    assertSends("event-ringing-in", "event-pickup");
    desk.pass(5);
    engine.answer(PIP_PHONE);
    assertThat(desk.sent(desk.supervisor)).first().isEqualTo(Xml.file("event-busy-in"));
    engine.pressHold(PIP_PHONE);
    engine.pressHold(PIP_PHONE);
    assertSends("event-hold", "event-unhold");
    desk.pass(7);
    engine.hangUp(channel);
    assertSends("event-hangup", "event-journal-entry");
  }

  @Test
  void redirect_sendsTheLiteralStanza() {
    String channel = engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "106");
    engine.redirect(channel, "102");
    assertThat(desk.sent(desk.supervisor)).contains(Xml.file("event-redirect"));
  }

  @Test
  void internalCallTransferred_sendsTheLiteralStanzas() {
    engine.dial("pip", "102");
    assertThat(desk.sent(desk.supervisor)).first().isEqualTo(Xml.file("event-ringing-out"));
    engine.answer(STARBUCK_PHONE);
    engine.transfer(engine.channelsOf("starbuck").get(0).id(), "104");
    assertThat(desk.sent(desk.supervisor))
        .contains(stanzas("event-transfer", "event-rename", "event-ringing-transferred"));
  }

  @Test
  void busyNumber_saysSoInTheDetails() {
    engine.dial("pip", BUSY_NUMBER);
    desk.pass(1);
    assertThat(desk.sent(desk.supervisor)).contains(Xml.file("event-hangup-busy-number"));
  }

  @Test
  void setRedirect_sendsTheLiteralStanza() {
    engine.setRedirect("pip", "+49 7195 5550");
    assertSends("redirect-entry");
  }

  @Test
  void moveUser_sendsTheLiteralStanza() {
    engine.moveUser("flask", "Crow's Nest");
    assertSends("event-set-location");
  }
}
