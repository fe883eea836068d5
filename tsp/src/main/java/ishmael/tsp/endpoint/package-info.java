/** The gateway end of the line protocol. */
@NullMarked
package ishmael.tsp.endpoint;

import org.jspecify.annotations.NullMarked;
