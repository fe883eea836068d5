/** The link to the phone system through Smack; the only package that knows Smack. */
@NullMarked
package ishmael.gateway.phonesystem.smack;

import org.jspecify.annotations.NullMarked;
