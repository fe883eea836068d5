/** The providers' side: frames of the line protocol to and from the domain's values. */
@NullMarked
package ishmael.gateway.lines;

import org.jspecify.annotations.NullMarked;
