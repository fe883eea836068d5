/** The command line of the gateway. */
@NullMarked
package ishmael.gateway.command;

import org.jspecify.annotations.NullMarked;
