/**
 * The stanzas of the phone system's XMPP interface: commands in, answers and events out, as element
 * trees that no XMPP library knows of.
 */
@NullMarked
package ishmael.simulator.phonesystem.protocol;

import org.jspecify.annotations.NullMarked;
