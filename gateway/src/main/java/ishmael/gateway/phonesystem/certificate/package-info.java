/** Whether the phone system's certificate is to be trusted, and what is wrong with it if not. */
@NullMarked
package ishmael.gateway.phonesystem.certificate;

import org.jspecify.annotations.NullMarked;
