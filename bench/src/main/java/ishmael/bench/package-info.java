/** Measurements of Ishmael, each against a baseline in the same run. */
@NullMarked
package ishmael.bench;

import org.jspecify.annotations.NullMarked;
