/** Who may use which line: the policy of a terminal server, without Windows and without clocks. */
@NullMarked
package ishmael.linemapper.isolation;

import org.jspecify.annotations.NullMarked;
