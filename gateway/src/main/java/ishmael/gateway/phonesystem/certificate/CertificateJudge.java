package ishmael.gateway.phonesystem.certificate;

import com.google.common.collect.ImmutableSet;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Judges the certificates that a server shows. With a fingerprint in the settings exactly that
 * certificate is right, whoever issued it, to whomever, until whenever; else a known authority must
 * vouch for it, it must be valid today and made out to the host that the admin named or to the XMPP
 * domain; a host that the name service named does not count. Source: RFC 6120, section 13.7.2.1.
 */
public final class CertificateJudge {
  private final Set<String> names;
  private final Optional<String> pin;
  private final X509TrustManager issuers;

  private CertificateJudge(Set<String> names, Optional<String> pin, X509TrustManager issuers) {
    this.names = names;
    this.pin = pin;
    this.issuers = issuers;
  }

  /**
   * Makes the judge whom the options ask for.
   *
   * @throws GeneralSecurityException if the file of authorities holds no certificates
   * @throws IOException if it cannot be read
   */
  public static CertificateJudge of(PhoneSystemOptions options)
      throws GeneralSecurityException, IOException {
    return new CertificateJudge(
        ImmutableSet.of(options.certificateHost(), options.domain()),
        options.certificateSha256(),
        nobodyIsAsked(options) ? new NoIssuers() : issuers(options.certificateAuthorities()));
  }

  /** The authorities of the runtime need not be read, at each attempt, for a fingerprint. */
  private static boolean nobodyIsAsked(PhoneSystemOptions options) {
    return options.certificateSha256().isPresent() && options.certificateAuthorities().isEmpty();
  }

  /**
   * Judges a chain, the server's own certificate first.
   *
   * @throws CertificateException if it is empty or cannot be read
   */
  public Judgement judge(X509Certificate[] chain, String authType) throws CertificateException {
    List<ShownCertificate> shown = new ArrayList<>();
    for (X509Certificate one : chain) {
      shown.add(ShownCertificate.of(one));
    }
    if (shown.isEmpty()) {
      throw new CertificateException("the server shows no certificate");
    }
    if (pin.isPresent()) {
      boolean same = pin.get().equals(shown.get(0).sha256());
      return new Judgement(shown, same ? List.of() : List.of(Flaw.NOT_PINNED), same);
    }
    List<Flaw> flaws = new ArrayList<>(date(chain[0]).stream().toList());
    flaws.addAll(issuer(chain, shown.get(0), authType));
    CertificateNames madeOutTo = CertificateNames.of(chain[0]);
    if (names.stream().noneMatch(madeOutTo::include)) {
      flaws.add(Flaw.WRONG_NAME);
    }
    return new Judgement(shown, flaws, false);
  }

  /** Returns the authorities that count. */
  public X509Certificate[] authorities() {
    return issuers.getAcceptedIssuers();
  }

  private static Optional<Flaw> date(X509Certificate one) {
    try {
      one.checkValidity();
      return Optional.empty();
    } catch (CertificateExpiredException e) {
      return Optional.of(Flaw.EXPIRED);
    } catch (CertificateNotYetValidException e) {
      return Optional.of(Flaw.NOT_YET_VALID);
    }
  }

  /**
   * The runtime's check has the last word. When it says no, a wrong date anywhere in the chain is
   * the reason, or that nobody known vouches for the certificate.
   */
  private List<Flaw> issuer(X509Certificate[] chain, ShownCertificate own, String authType) {
    try {
      issuers.checkServerTrusted(chain, authType);
      return List.of();
    } catch (CertificateException e) {
      List<Flaw> dates = Arrays.stream(chain).flatMap(one -> date(one).stream()).toList();
      if (!own.selfSigned()) {
        return dates.isEmpty() ? List.of(Flaw.UNKNOWN_ISSUER) : dates;
      }
      return Arrays.asList(issuers.getAcceptedIssuers()).contains(chain[0]) && !dates.isEmpty()
          ? dates
          : List.of(Flaw.SELF_SIGNED);
    }
  }

  private static X509TrustManager issuers(Optional<Path> file)
      throws GeneralSecurityException, IOException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(file.isPresent() ? store(file.get()) : null);
    for (TrustManager one : factory.getTrustManagers()) {
      if (one instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("the Java runtime has no X.509 trust manager");
  }

  private static KeyStore store(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (all.isEmpty()) {
        throw new CertificateException("no certificate in it");
      }
      for (Certificate one : all) {
        store.setCertificateEntry("authority-" + store.size(), one);
      }
    }
    return store;
  }

  /** Trusts nobody. */
  private static final class NoIssuers implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("no authority is known");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("no authority is known");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
