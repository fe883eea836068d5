/** Module phonebook: the entries of the central phone book. */
@NullMarked
package ishmael.gateway.phonesystem.protocol.phonebook;

import org.jspecify.annotations.NullMarked;
