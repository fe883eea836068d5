/**
 * A TAPI program: lists, describes and watches the lines of any provider, and dials. The native
 * calls stand behind {@link ishmael.gateway.tapi.TapiCalls}; everything here runs on one thread.
 */
@NullMarked
package ishmael.gateway.tapi;

import org.jspecify.annotations.NullMarked;
