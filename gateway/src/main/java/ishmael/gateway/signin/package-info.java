/** What the link to the phone system needs, made of what an admin sets. */
@NullMarked
package ishmael.gateway.signin;

import org.jspecify.annotations.NullMarked;
