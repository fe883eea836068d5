@NullMarked
package ishmael.simulator.phonesystem.engine;

import org.jspecify.annotations.NullMarked;
