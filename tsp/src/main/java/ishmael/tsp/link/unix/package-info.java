/** Local transport over Unix domain sockets. */
@NullMarked
package ishmael.tsp.link.unix;

import org.jspecify.annotations.NullMarked;
