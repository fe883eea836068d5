package ishmael.tsp.link.windows;

import java.io.IOException;
import java.util.Optional;

/**
 * Only the process that a Windows service runs in. It is asked once, right after the client has
 * connected: the service may have been started anew since the last time. What can not be found out
 * is a no.
 */
public final class ServiceClients implements PipeClients {
  private final String service;
  private final Services services;

  ServiceClients(String service, Services services) {
    this.service = service;
    this.services = services;
  }

  /** The process of this service of this machine. */
  public static PipeClients of(String service) {
    return new ServiceClients(service, new InstalledServices());
  }

  @Override
  public Optional<String> objection(Optional<Integer> process) {
    int expected;
    try {
      expected = services.processOf(service);
    } catch (IOException reason) {
      return Optional.of(
          "and which process service " + service + " has is not known: " + reason.getMessage());
    }
    if (expected == Services.NO_PROCESS) {
      return Optional.of("but service " + service + " does not run");
    }
    if (process.isPresent() && process.get() == expected) {
      return Optional.empty();
    }
    return Optional.of(
        "but service " + service + " is process " + Integer.toUnsignedString(expected));
  }
}
