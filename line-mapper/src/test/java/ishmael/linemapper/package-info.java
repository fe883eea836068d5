@NullMarked
package ishmael.linemapper;

import org.jspecify.annotations.NullMarked;
