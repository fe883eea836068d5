@NullMarked
package ishmael.simulator.phonesystem.protocol;

import org.jspecify.annotations.NullMarked;
