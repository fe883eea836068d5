@NullMarked
package ishmael.gateway;

import org.jspecify.annotations.NullMarked;
