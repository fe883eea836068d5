/**
 * One phone system behind several XMPP servers, so that the same tests run against each: embedded,
 * or as a component of a server that others wrote.
 */
@NullMarked
package ishmael.simulator.servers;

import org.jspecify.annotations.NullMarked;
