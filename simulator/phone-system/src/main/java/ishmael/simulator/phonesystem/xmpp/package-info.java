/** The XMPP face of the phone system: port, streams, TLS and SASL, and the front behind them. */
@NullMarked
package ishmael.simulator.phonesystem.xmpp;

import org.jspecify.annotations.NullMarked;
