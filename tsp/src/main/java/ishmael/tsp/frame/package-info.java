/** The frames of docs/line-protocol.md as values, and the codec between them and octets. */
@NullMarked
package ishmael.tsp.frame;

import org.jspecify.annotations.NullMarked;
