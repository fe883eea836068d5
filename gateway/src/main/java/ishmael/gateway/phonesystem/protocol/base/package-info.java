/** Module base: call commands, their answers and call events. */
@NullMarked
package ishmael.gateway.phonesystem.protocol.base;

import org.jspecify.annotations.NullMarked;
