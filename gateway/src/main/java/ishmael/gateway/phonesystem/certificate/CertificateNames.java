package ishmael.gateway.phonesystem.certificate;

import com.google.common.net.InetAddresses;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * To whom a certificate is made out: DNS names and addresses; the common name counts only if there
 * is none of these. Source: RFC 6125, sections 6.4 and 6.4.4; RFC 6120, section 13.7.1.2.
 *
 * @param hosts DNS names, perhaps with {@code *} as the first label
 * @param addresses IP addresses
 */
record CertificateNames(List<String> hosts, List<String> addresses) {
  /** Kinds of alternative names. Source: RFC 5280, section 4.2.1.6. */
  private static final int DNS = 2;

  private static final int ADDRESS = 7;

  CertificateNames {
    hosts = List.copyOf(hosts);
    addresses = List.copyOf(addresses);
  }

  static CertificateNames of(X509Certificate certificate) {
    List<String> hosts = alternatives(certificate, DNS);
    List<String> addresses = alternatives(certificate, ADDRESS);
    if (hosts.isEmpty() && addresses.isEmpty()) {
      return new CertificateNames(commonName(certificate).stream().toList(), List.of());
    }
    return new CertificateNames(hosts, addresses);
  }

  List<String> all() {
    List<String> all = new ArrayList<>(hosts);
    all.addAll(addresses);
    return all;
  }

  /** Says whether it is made out to a host name or an address. */
  boolean include(String wanted) {
    String name = wanted.toLowerCase(Locale.ROOT);
    if (InetAddresses.isInetAddress(name)) {
      return addresses.stream()
          .filter(InetAddresses::isInetAddress)
          .anyMatch(one -> InetAddresses.forString(one).equals(InetAddresses.forString(name)));
    }
    return hosts.stream().anyMatch(one -> matches(one.toLowerCase(Locale.ROOT), name));
  }

  /** A star stands for one whole label, the first, of a name of three labels or more. */
  private static boolean matches(String pattern, String name) {
    if (!pattern.startsWith("*.")) {
      return pattern.equals(name);
    }
    int dot = name.indexOf('.');
    return dot > 0
        && pattern.indexOf('.', 2) > 0
        && name.substring(dot).equals(pattern.substring(1));
  }

  private static List<String> alternatives(X509Certificate certificate, int kind) {
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      if (all == null) {
        return List.of();
      }
      return all.stream()
          .filter(one -> one.get(0).equals(kind) && one.get(1) instanceof String)
          .map(one -> (String) one.get(1))
          .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private static Optional<String> commonName(X509Certificate certificate) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(Rdn::getValue)
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .findFirst();
    } catch (InvalidNameException e) {
      return Optional.empty();
    }
  }
}
