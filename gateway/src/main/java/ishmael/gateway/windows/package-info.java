/** What only Windows has: the data protection interface and access lists of files. */
@NullMarked
package ishmael.gateway.windows;

import org.jspecify.annotations.NullMarked;
