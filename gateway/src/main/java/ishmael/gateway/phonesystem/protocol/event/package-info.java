/** Module event: subscriptions. */
@NullMarked
package ishmael.gateway.phonesystem.protocol.event;

import org.jspecify.annotations.NullMarked;
