package ishmael.gateway.command;

import ishmael.gateway.settings.Secret;
import ishmael.gateway.settings.SecretFile;
import ishmael.gateway.settings.SettingsException;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ishmael gateway password}. */
@Command(
    name = "password",
    description =
        "Asks for the password of the phone system's account and stores it, protected, beside the"
            + " settings file. Without a terminal it reads one line of UTF-8 from standard input.",
    mixinStandardHelpOptions = true)
final class PasswordCommand implements Callable<Integer> {
  private static final int MAX_OCTETS = 4_096;

  private final GatewayCommand gateway;

  @Spec private @Nullable CommandSpec spec;

  PasswordCommand(GatewayCommand gateway) {
    this.gateway = gateway;
  }

  @Override
  public Integer call() throws SettingsException {
    Optional<Console> console = Terminal.find();
    String password = console.isPresent() ? ask(console.get()) : line(System.in);
    if (password.isEmpty()) {
      throw new SettingsException("The password is empty; nothing was stored.");
    }
    SecretFile file = gateway.secretFile();
    file.write(new Secret(password));
    CommandSpec own = spec;
    if (own != null) {
      own.commandLine().getOut().println("The password is stored in " + file.path() + ".");
      own.commandLine().getOut().flush();
    }
    return ExitCode.DONE.code();
  }

  private static String ask(Console console) throws SettingsException {
    char[] typed = console.readPassword("Password of the phone system's account: ");
    char[] again = console.readPassword("Once more: ");
    if (typed == null || again == null) {
      throw new SettingsException("No password was given; nothing was stored.");
    }
    if (!Arrays.equals(typed, again)) {
      throw new SettingsException("The two passwords differ; nothing was stored.");
    }
    return new String(typed);
  }

  static String line(InputStream in) throws SettingsException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try {
      for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
        octets.write(octet);
        if (octets.size() > MAX_OCTETS) {
          throw new SettingsException(
              "The password is longer than " + MAX_OCTETS + " octets; nothing was stored.");
        }
      }
      ByteBuffer read = ByteBuffer.wrap(octets.toByteArray());
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(read)
          .toString()
          .replaceFirst("^\uFEFF", "")
          .replaceFirst("\r$", "");
    } catch (CharacterCodingException e) {
      throw new SettingsException("The password is not UTF-8; nothing was stored.", e);
    } catch (IOException e) {
      throw new SettingsException("The password can not be read; nothing was stored.", e);
    }
  }
}
