package ishmael.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The accounts of the crew at the Java peer, and the admin commands of a gateway of this demo. */
final class CrewIsolation implements Isolation {
  private final PeerTelephony telephony;
  private final GatewayProcess gateway;

  CrewIsolation(PeerTelephony telephony, GatewayProcess gateway) {
    this.telephony = telephony;
    this.gateway = gateway;
  }

  @Override
  public Telephony as(Sailor who) {
    return telephony.as(who);
  }

  @Override
  public Admin admin(List<String> command) throws IOException {
    return gateway.admin(command);
  }

  @Override
  public List<String> audit() throws IOException {
    Path file = gateway.audit();
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  @Override
  public String hint() {
    return "In another terminal: ./ishmael lines --settings " + gateway.settings();
  }
}
