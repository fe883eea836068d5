package ishmael.simulator.phonesystem.xmpp;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What an XMPP server offers and bears.
 *
 * @param mechanisms ways to log in, as offered, the preferred one first
 * @param tlsVersions as the JDK names them, such as {@code TLSv1.3}
 * @param maxStanzaBytes octets of the longest stanza that a client may send, 0 for no limit. The
 *     stream ends with {@code policy-violation} when it is exceeded by 16 KiB at the latest
 */
public record XmppOptions(
    ImmutableList<SaslMechanism> mechanisms,
    TlsUse tls,
    ImmutableList<String> tlsVersions,
    long maxStanzaBytes) {

  public XmppOptions {
    if (mechanisms.isEmpty() || tlsVersions.isEmpty() || maxStanzaBytes < 0) {
      throw new IllegalArgumentException("Nobody could log in, or the limit is negative");
    }
  }

  /** SCRAM-SHA-1 and PLAIN, TLS 1.2 or 1.3 required, no limit. */
  public static XmppOptions usual() {
    return new XmppOptions(
        ImmutableList.of(SaslMechanism.SCRAM_SHA_1, SaslMechanism.PLAIN),
        TlsUse.REQUIRED,
        ImmutableList.of("TLSv1.3", "TLSv1.2"),
        0);
  }

  public XmppOptions withMechanisms(SaslMechanism... offered) {
    return new XmppOptions(ImmutableList.copyOf(offered), tls, tlsVersions, maxStanzaBytes);
  }

  public XmppOptions withTls(TlsUse use) {
    return new XmppOptions(mechanisms, use, tlsVersions, maxStanzaBytes);
  }

  public XmppOptions withTlsVersions(List<String> versions) {
    return new XmppOptions(mechanisms, tls, ImmutableList.copyOf(versions), maxStanzaBytes);
  }

  public XmppOptions withMaxStanzaBytes(long octets) {
    return new XmppOptions(mechanisms, tls, tlsVersions, octets);
  }
}
