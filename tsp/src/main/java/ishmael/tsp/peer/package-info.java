/** The peer end of the line protocol in Java: the role of the provider DLL. */
@NullMarked
package ishmael.tsp.peer;

import org.jspecify.annotations.NullMarked;
