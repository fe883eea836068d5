/** Module journal: the calls that ended. */
@NullMarked
package ishmael.gateway.phonesystem.protocol.journal;

import org.jspecify.annotations.NullMarked;
