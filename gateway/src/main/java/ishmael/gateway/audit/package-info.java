/** The audit log: who asked for what, and what came of it; refusals also as events and counts. */
@NullMarked
package ishmael.gateway.audit;

import org.jspecify.annotations.NullMarked;
