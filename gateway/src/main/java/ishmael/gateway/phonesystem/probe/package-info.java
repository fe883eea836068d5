/** Looks at an XMPP server up to TLS, without login. */
@NullMarked
package ishmael.gateway.phonesystem.probe;

import org.jspecify.annotations.NullMarked;
