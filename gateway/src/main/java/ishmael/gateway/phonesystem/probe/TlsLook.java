package ishmael.gateway.phonesystem.probe;

import ishmael.gateway.phonesystem.certificate.Judgement;
import java.util.Optional;

/**
 * What was seen of TLS.
 *
 * @param protocol such as {@code TLSv1.3}; empty if none was agreed on
 * @param cipher the cipher suite; empty if none was agreed on
 * @param judgement about the certificates, if any were shown
 * @param failure why the handshake failed, if it did for another reason than the certificate
 */
public record TlsLook(
    String protocol, String cipher, Optional<Judgement> judgement, Optional<String> failure) {}
