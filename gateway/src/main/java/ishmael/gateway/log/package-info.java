/** Where log records go: one line each. */
@NullMarked
package ishmael.gateway.log;

import org.jspecify.annotations.NullMarked;
