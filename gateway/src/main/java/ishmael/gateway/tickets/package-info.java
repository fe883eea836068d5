/** Programs show who they are. */
@NullMarked
package ishmael.gateway.tickets;

import org.jspecify.annotations.NullMarked;
