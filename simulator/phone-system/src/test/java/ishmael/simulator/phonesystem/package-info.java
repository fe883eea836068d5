@NullMarked
package ishmael.simulator.phonesystem;

import org.jspecify.annotations.NullMarked;
