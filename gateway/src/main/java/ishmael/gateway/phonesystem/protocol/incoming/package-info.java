/** What comes in, as sealed types: events and answers. */
@NullMarked
package ishmael.gateway.phonesystem.protocol.incoming;

import org.jspecify.annotations.NullMarked;
