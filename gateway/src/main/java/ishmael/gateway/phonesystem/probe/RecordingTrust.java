package ishmael.gateway.phonesystem.probe;

import ishmael.gateway.phonesystem.certificate.CertificateJudge;
import ishmael.gateway.phonesystem.certificate.JudgedTrust;
import ishmael.gateway.phonesystem.certificate.Judgement;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Has the certificates judged as a login would, and keeps what was seen when that ends it. */
final class RecordingTrust extends JudgedTrust {
  private Optional<Judgement> judgement = Optional.empty();
  private String protocol = "";
  private String cipher = "";

  RecordingTrust(CertificateJudge judge) {
    super(judge);
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
    super.checkServerTrusted(chain, authType, socket);
  }

  @Override
  protected void take(Judgement made) throws CertificateException {
    judgement = Optional.of(made);
    if (!made.trusted()) {
      throw new CertificateException("not trusted: " + made.flaws());
    }
  }
}
