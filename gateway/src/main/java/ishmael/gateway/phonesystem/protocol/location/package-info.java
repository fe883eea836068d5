/** Module location: places and the phones that are there. */
@NullMarked
package ishmael.gateway.phonesystem.protocol.location;

import org.jspecify.annotations.NullMarked;
