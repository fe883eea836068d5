/** The gateway on a machine whose accounts and sessions are made up; a process of its own. */
@NullMarked
package ishmael.demo.machine;

import org.jspecify.annotations.NullMarked;
