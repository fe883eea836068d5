package ishmael.gateway;

import ishmael.gateway.phonesystem.PhoneSystem;
import ishmael.gateway.phonesystem.PhoneSystemListener;
import ishmael.gateway.phonesystem.PhoneSystemOptions;

/** The kinds of links to phone systems. */
final class PhoneLinks {
  private PhoneLinks() {}

  /** Makes a link that speaks XMPP. */
  @SuppressWarnings("DoNotCallSuggester")
  static PhoneSystem smack(PhoneSystemOptions options, PhoneSystemListener listener) {
    throw new IllegalStateException("no link to " + options.host() + " for " + listener);
  }
}
