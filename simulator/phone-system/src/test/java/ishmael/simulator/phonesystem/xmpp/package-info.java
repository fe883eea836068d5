@NullMarked
package ishmael.simulator.phonesystem.xmpp;

import org.jspecify.annotations.NullMarked;
