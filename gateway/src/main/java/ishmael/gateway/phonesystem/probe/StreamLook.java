package ishmael.gateway.phonesystem.probe;

import java.util.List;

/** What a port says to the beginning of an XMPP stream. */
public sealed interface StreamLook {

  /**
   * It is an XMPP server for the domain.
   *
   * @param starttls whether it offers encryption
   * @param mechanisms the login methods that it offers at this point
   */
  record Features(boolean starttls, List<String> mechanisms) implements StreamLook {
    /** Copies the list. */
    public Features {
      mechanisms = List.copyOf(mechanisms);
    }
  }

  /**
   * It is an XMPP server, but it ends the stream.
   *
   * @param condition such as {@code host-unknown}. Source: RFC 6120, section 4.9.3
   */
  record Refused(String condition) implements StreamLook {}

  /**
   * It is something else.
   *
   * @param what a few words: a guess, or how its answer begins
   */
  record Other(String what) implements StreamLook {}

  /** It says nothing, or not all, in time. */
  record Silent() implements StreamLook {}

  /** It closed the connection without an answer. */
  record Closed() implements StreamLook {}
}
