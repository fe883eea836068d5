/** The XMPP face of the phone system: Apache Vysper's stream layer, TLS and SASL, our stanzas. */
@NullMarked
package ishmael.simulator.phonesystem.xmpp;

import org.jspecify.annotations.NullMarked;
