/** Local transport over Windows named pipes, through JNA. */
@NullMarked
package ishmael.tsp.link.windows;

import org.jspecify.annotations.NullMarked;
