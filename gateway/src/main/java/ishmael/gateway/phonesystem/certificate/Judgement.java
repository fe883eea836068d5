package ishmael.gateway.phonesystem.certificate;

import java.util.List;
import java.util.Optional;

/**
 * What was found about the certificates that a server showed.
 *
 * @param chain the server's own certificate first
 * @param flaws what is wrong, the gravest first; nothing if it is trusted
 * @param pinned whether the settings name just this certificate
 */
public record Judgement(List<ShownCertificate> chain, List<Flaw> flaws, boolean pinned) {

  /** Copies the lists. */
  public Judgement {
    chain = List.copyOf(chain);
    flaws = flaws.stream().sorted().distinct().toList();
  }

  /** Returns the server's own certificate. */
  public ShownCertificate own() {
    return chain.get(0);
  }

  /** Returns the gravest flaw. */
  public Optional<Flaw> gravest() {
    return flaws.stream().findFirst();
  }

  /** Says whether a login may go on. */
  public boolean trusted() {
    return flaws.isEmpty();
  }
}
