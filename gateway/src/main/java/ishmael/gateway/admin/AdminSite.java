package ishmael.gateway.admin;

import ishmael.gateway.domain.IsolationControl;
import ishmael.gateway.isolation.PolicyStore;
import ishmael.gateway.isolation.Sessions;
import java.util.List;

/**
 * What admins can see and change.
 *
 * @param version of the gateway
 * @param store keeps the policy; called by one thread at a time
 */
public record AdminSite(
    String version, IsolationControl control, PolicyStore store, Sessions sessions) {
  Methods methods() {
    return new Methods(
        version,
        List.of(new LineMethods(control, sessions).all(), new PolicyMethods(control, store).all()));
  }
}
