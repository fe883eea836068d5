package ishmael.gateway.doctor;

import java.time.Duration;
import java.util.Locale;

/** The steps, in their order, and how long each may take. Together they are below a minute. */
public enum Step {
  /** The settings file can be read and makes sense. */
  SETTINGS(5),
  /** A password is stored. */
  PASSWORD(3),
  /** The host has addresses. */
  NAME(5),
  /** The addresses take connections. */
  PORT(6),
  /** An XMPP server for the domain answers and offers encryption. */
  STREAM(5),
  /** The certificate is trusted. */
  TLS(5),
  /** The account can log in. */
  LOGIN(10),
  /** The account is a supervisor. */
  ROLE(3),
  /** The events that the gateway needs are sent. */
  SUBSCRIPTIONS(3),
  /** The users can be read. */
  USERS(10),
  /** The users have phones. */
  PHONES(1),
  /** The connection answers. */
  HEARTBEAT(3);

  private final Duration limit;

  Step(int seconds) {
    limit = Duration.ofSeconds(seconds);
  }

  /** Returns how long it may take at most. */
  public Duration limit() {
    return limit;
  }

  /** Returns the name that the admin sees. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
