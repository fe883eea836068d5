package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.directory.UserDirectory;
import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.base.BaseCommands;
import ishmael.gateway.phonesystem.protocol.phone.PhoneKeys;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.PhoneCommand.Pickup;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.util.Optional;

/**
 * Chooses the stanza for a command: a supervisor names the user for whom it acts, an ordinary
 * account acts for itself only.
 */
final class Commands {
  private final UserName account;
  private final boolean supervisor;
  private final UserDirectory directory;

  Commands(UserName account, boolean supervisor, UserDirectory directory) {
    this.account = account;
    this.supervisor = supervisor;
    this.directory = directory;
  }

  /** Returns the command's element, or nothing if the account may not act for that user. */
  Optional<Element> element(PhoneCommand command) {
    return command.fold(
        dial ->
            supervisor
                ? Optional.of(BaseCommands.dialFrom(spelling(dial.user()), dial.target()))
                : own(dial.user(), BaseCommands.dial(dial.target())),
        hangup -> Optional.of(BaseCommands.hangup(hangup.channel().value())),
        offhook -> Optional.of(PhoneKeys.offhook(offhook.device().value())),
        hold -> Optional.of(PhoneKeys.hold(hold.device().value())),
        this::pickup,
        transfer ->
            Optional.of(BaseCommands.transfer(transfer.channel().value(), transfer.target())),
        key -> Optional.of(PhoneKeys.transfer(key.device().value())),
        key -> Optional.of(PhoneKeys.conference(key.device().value())));
  }

  private Optional<Element> pickup(Pickup pickup) {
    Optional<String> device = pickup.device().map(DeviceName::value);
    return supervisor
        ? Optional.of(
            BaseCommands.pickup(pickup.target(), Optional.of(spelling(pickup.user())), device))
        : own(pickup.user(), BaseCommands.pickup(pickup.target(), Optional.empty(), device));
  }

  private Optional<Element> own(UserName user, Element element) {
    return user.equals(account) ? Optional.of(element) : Optional.empty();
  }

  private String spelling(UserName user) {
    return directory.find(user).map(User::spelling).orElse(user.value());
  }
}
