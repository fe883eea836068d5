@NullMarked
package ishmael.simulator.windows;

import org.jspecify.annotations.NullMarked;
