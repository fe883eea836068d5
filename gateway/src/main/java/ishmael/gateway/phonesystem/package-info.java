/**
 * The phone system as the rest of the gateway sees it: one link, its states, events and commands.
 */
@NullMarked
package ishmael.gateway.phonesystem;

import org.jspecify.annotations.NullMarked;
