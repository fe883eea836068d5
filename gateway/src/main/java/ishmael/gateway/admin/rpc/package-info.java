/** JSON-RPC 2.0, one object a line: what both ends of the admin pipe share. */
@NullMarked
package ishmael.gateway.admin.rpc;

import org.jspecify.annotations.NullMarked;
