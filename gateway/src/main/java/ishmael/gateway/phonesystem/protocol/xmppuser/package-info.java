/** Module xmppuser: login information and the data of users. */
@NullMarked
package ishmael.gateway.phonesystem.protocol.xmppuser;

import org.jspecify.annotations.NullMarked;
