package ishmael.simulator.phonesystem;

import ishmael.simulator.phonesystem.engine.LiveTimeline;
import ishmael.simulator.phonesystem.engine.Site;
import ishmael.simulator.phonesystem.engine.Timeline;
import ishmael.simulator.phonesystem.xmpp.XmppOptions;
import java.time.Clock;

/**
 * How a phone system is started.
 *
 * @param domain XMPP domain
 * @param port XMPP port on the loopback interface, 0 for any
 * @param timeline clock and thread; closed with the phone system
 * @param xmpp what the XMPP server offers
 */
public record PhoneSystemOptions(
    Site site, String domain, int port, Timeline timeline, XmppOptions xmpp) {

  /** Domain {@code mobydick}, any port, real time. */
  public static PhoneSystemOptions of(Site site) {
    return new PhoneSystemOptions(
        site, "mobydick", 0, new LiveTimeline(Clock.systemUTC()), XmppOptions.usual());
  }

  public PhoneSystemOptions withDomain(String name) {
    return new PhoneSystemOptions(site, name, port, timeline, xmpp);
  }

  public PhoneSystemOptions withPort(int number) {
    return new PhoneSystemOptions(site, domain, number, timeline, xmpp);
  }

  public PhoneSystemOptions withTimeline(Timeline other) {
    timeline.close();
    return new PhoneSystemOptions(site, domain, port, other, xmpp);
  }

  public PhoneSystemOptions withXmpp(XmppOptions options) {
    return new PhoneSystemOptions(site, domain, port, timeline, options);
  }
}
