package ishmael.gateway.phonesystem.certificate;

/**
 * What can be wrong with a certificate. The gravest comes first: who is told of one flaw only is
 * told of this one.
 */
public enum Flaw {
  /** The settings name another certificate. */
  NOT_PINNED,
  /** Its validity is over. */
  EXPIRED,
  /** Its validity has not begun. */
  NOT_YET_VALID,
  /** It vouches for itself, and nothing says that it is known. */
  SELF_SIGNED,
  /** No known authority vouches for it. */
  UNKNOWN_ISSUER,
  /** It is made out to another host. */
  WRONG_NAME
}
