/** Which Windows session asks, and whether it may: accounts, judgement, audit. */
@NullMarked
package ishmael.gateway.isolation;

import org.jspecify.annotations.NullMarked;
