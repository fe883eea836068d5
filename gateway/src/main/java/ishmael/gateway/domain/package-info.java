/** The one thread that owns the lines and calls. */
@NullMarked
package ishmael.gateway.domain;

import org.jspecify.annotations.NullMarked;
