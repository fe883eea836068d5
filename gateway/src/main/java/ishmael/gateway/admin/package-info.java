/** The gateway's end of the admin pipe. Source: docs/admin-protocol.md. */
@NullMarked
package ishmael.gateway.admin;

import org.jspecify.annotations.NullMarked;
