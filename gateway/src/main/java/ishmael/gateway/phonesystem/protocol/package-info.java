/** The phone system's stanzas as plain elements, free of any XMPP library. */
@NullMarked
package ishmael.gateway.phonesystem.protocol;

import org.jspecify.annotations.NullMarked;
