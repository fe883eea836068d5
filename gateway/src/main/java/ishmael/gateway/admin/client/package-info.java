/** The client's end of the admin pipe. */
@NullMarked
package ishmael.gateway.admin.client;

import org.jspecify.annotations.NullMarked;
