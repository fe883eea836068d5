/** One login that asks a few questions and ends, for {@code ishmael doctor}. */
@NullMarked
package ishmael.gateway.phonesystem.visit;

import org.jspecify.annotations.NullMarked;
