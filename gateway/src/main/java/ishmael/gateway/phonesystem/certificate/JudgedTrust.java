package ishmael.gateway.phonesystem.certificate;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets a {@link CertificateJudge} decide instead of the Java runtime: as an extended manager, since
 * the runtime adds checks of its own to a plain one.
 */
public abstract class JudgedTrust extends X509ExtendedTrustManager {
  private final CertificateJudge judge;

  /** Makes a trust that asks this judge. */
  protected JudgedTrust(CertificateJudge judge) {
    this.judge = judge;
  }

  /**
   * Takes the judgement of the server's certificates.
   *
   * @throws CertificateException if they are not accepted, which ends the handshake
   */
  protected abstract void take(Judgement judgement) throws CertificateException;

  @Override
  public final void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    take(judge.judge(chain, authType));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public final void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public final void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("there are no clients here");
  }

  @Override
  public final void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public final void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public final X509Certificate[] getAcceptedIssuers() {
    return judge.authorities();
  }
}
