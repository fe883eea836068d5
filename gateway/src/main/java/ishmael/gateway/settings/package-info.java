/**
 * What an admin sets: the settings file, the password's file and what the gateway remembers itself.
 */
@NullMarked
package ishmael.gateway.settings;

import org.jspecify.annotations.NullMarked;
