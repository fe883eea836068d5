/** Module queue: the states of a user as a member of queues. */
@NullMarked
package ishmael.gateway.phonesystem.protocol.queue;

import org.jspecify.annotations.NullMarked;
