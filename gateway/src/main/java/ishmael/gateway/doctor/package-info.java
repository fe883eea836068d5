/** {@code ishmael doctor}: looks step by step at everything between settings and phones. */
@NullMarked
package ishmael.gateway.doctor;

import org.jspecify.annotations.NullMarked;
