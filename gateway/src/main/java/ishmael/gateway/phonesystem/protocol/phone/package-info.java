/** Module phone: the keys of a telephone. */
@NullMarked
package ishmael.gateway.phonesystem.protocol.phone;

import org.jspecify.annotations.NullMarked;
