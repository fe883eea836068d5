@NullMarked
package ishmael.simulator.servers;

import org.jspecify.annotations.NullMarked;
