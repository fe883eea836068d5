@NullMarked
package ishmael.tsp;

import org.jspecify.annotations.NullMarked;
