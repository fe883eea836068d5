@NullMarked
package ishmael.bench;

import org.jspecify.annotations.NullMarked;
