@NullMarked
package ishmael.demo;

import org.jspecify.annotations.NullMarked;
