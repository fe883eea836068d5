package ishmael.gateway.phonesystem.smack;

import com.google.common.hash.Hashing;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jivesoftware.smack.java7.XmppHostnameVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the server's certificate for one attempt and remembers why it said no. With a
 * fingerprint in the settings exactly that certificate is accepted; else the issuer must be trusted
 * and the certificate made out to the host or to the XMPP domain.
 */
final class Trust extends X509ExtendedTrustManager implements HostnameVerifier {
  private final String host;
  private final String named;
  private final String domain;
  private final Optional<String> pin;
  private final X509TrustManager issuers;
  private volatile @Nullable LinkProblem refusal;

  private Trust(PhoneSystemOptions options, X509TrustManager issuers) {
    this.host = options.connectHost();
    this.named = options.certificateHost();
    this.domain = options.domain();
    this.pin = options.certificateSha256();
    this.issuers = issuers;
  }

  /**
   * Makes the trust the options ask for.
   *
   * @throws LinkException if the file of authorities cannot be read
   */
  static Trust of(PhoneSystemOptions options) throws LinkException {
    Optional<Path> file = options.certificateAuthorities();
    try {
      return new Trust(options, issuers(file));
    } catch (GeneralSecurityException | IOException e) {
      throw new LinkException(
          LinkProblem.badAuthorities(
              file.map(Path::toString).orElse("of the Java runtime"), LinkException.text(e)));
    }
  }

  /** Returns why the certificate was refused, if it was. */
  Optional<LinkProblem> refusal() {
    return Optional.ofNullable(refusal);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    String shown = fingerprint(chain[0]);
    if (pin.isPresent()) {
      if (!pin.get().equals(shown)) {
        refuse(LinkProblem.otherCertificate(host, shown));
      }
      return;
    }
    try {
      issuers.checkServerTrusted(chain, authType);
    } catch (CertificateException e) {
      refusal = LinkProblem.untrusted(host, shown);
      throw e;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("there are no clients here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return issuers.getAcceptedIssuers();
  }

  /** Smack asks with the XMPP domain; the host that the administrator named is as good. */
  @Override
  public boolean verify(String name, SSLSession session) {
    XmppHostnameVerifier verifier = new XmppHostnameVerifier();
    if (pin.isPresent() || verifier.verify(named, session) || verifier.verify(name, session)) {
      return true;
    }
    try {
      Certificate shown = session.getPeerCertificates()[0];
      refusal = LinkProblem.wrongName(host, domain, fingerprint(shown));
    } catch (SSLPeerUnverifiedException | CertificateException e) {
      refusal = LinkProblem.tlsFailed(host, LinkException.text(e));
    }
    return false;
  }

  private void refuse(LinkProblem problem) throws CertificateException {
    refusal = problem;
    throw new CertificateException(problem.sentence());
  }

  private static String fingerprint(Certificate certificate) throws CertificateException {
    return Hashing.sha256().hashBytes(certificate.getEncoded()).toString();
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
}
