/** The users of the phone system and what they hold. */
@NullMarked
package ishmael.gateway.directory;

import org.jspecify.annotations.NullMarked;
