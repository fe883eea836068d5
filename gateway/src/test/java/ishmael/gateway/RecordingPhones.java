package ishmael.gateway;

import ishmael.gateway.phonesystem.LinkState;
import ishmael.gateway.phonesystem.PhoneSystem;
import ishmael.linemapper.CommandId;
import ishmael.linemapper.PhoneCommand;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A link to the phone system that also keeps which commands went there. */
final class RecordingPhones implements PhoneSystem {
  final List<PhoneCommand> submitted = new CopyOnWriteArrayList<>();
  private final PhoneSystem link;

  RecordingPhones(PhoneSystem link) {
    this.link = link;
  }

  @Override
  public void start() {
    link.start();
  }

  @Override
  public void submit(CommandId id, PhoneCommand command) {
    submitted.add(command);
    link.submit(id, command);
  }

  @Override
  public void askDirectory(String deviceOrExtension) {
    link.askDirectory(deviceOrExtension);
  }

  @Override
  public void reconnect(String reason) {
    link.reconnect(reason);
  }

  @Override
  public LinkState state() {
    return link.state();
  }

  @Override
  public void close() {
    link.close();
  }
}
