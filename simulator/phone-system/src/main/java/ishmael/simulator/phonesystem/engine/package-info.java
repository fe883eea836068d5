/**
 * The simulated phone system itself: users, places, phones and the calls between them, without any
 * network.
 */
@NullMarked
package ishmael.simulator.phonesystem.engine;

import org.jspecify.annotations.NullMarked;
