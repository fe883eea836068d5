/** The roster of RFC 6121: who is there. */
@NullMarked
package ishmael.gateway.phonesystem.protocol.roster;

import org.jspecify.annotations.NullMarked;
