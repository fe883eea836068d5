/** How gateway and peer reach each other on one machine: a stream of octets each way. */
@NullMarked
package ishmael.tsp.link;

import org.jspecify.annotations.NullMarked;
