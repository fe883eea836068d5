/** Module redirect: where a user's calls are forwarded to. */
@NullMarked
package ishmael.gateway.phonesystem.protocol.redirect;

import org.jspecify.annotations.NullMarked;
