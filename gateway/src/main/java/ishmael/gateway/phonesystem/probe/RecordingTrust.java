package ishmael.gateway.phonesystem.probe;

import ishmael.gateway.phonesystem.certificate.CertificateJudge;
import ishmael.gateway.phonesystem.certificate.Judgement;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/** Has the certificates judged as a login would, and keeps what was seen when that ends it. */
final class RecordingTrust extends X509ExtendedTrustManager {
  private final CertificateJudge judge;
  private Optional<Judgement> judgement = Optional.empty();
  private String protocol = "";
  private String cipher = "";

  RecordingTrust(CertificateJudge judge) {
    this.judge = judge;
  }

  /** Returns what was seen until now. */
  TlsLook look(Optional<String> failure) {
    return new TlsLook(protocol, cipher, judgement, failure);
  }

  void agreed(SSLSession session) {
    protocol = session.getProtocol();
    cipher = session.getCipherSuite();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    if (socket instanceof SSLSocket tls && tls.getHandshakeSession() != null) {
      agreed(tls.getHandshakeSession());
    }
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    Judgement made = judge.judge(chain, authType);
    judgement = Optional.of(made);
    if (!made.trusted()) {
      throw new CertificateException("not trusted: " + made.flaws());
    }
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
    return judge.authorities();
  }
}
