package ishmael.gateway.command;

import ishmael.gateway.settings.OwnerOnly;
import ishmael.gateway.settings.Places;
import ishmael.gateway.settings.Secret;
import ishmael.gateway.settings.SecretFile;
import ishmael.gateway.tapi.TapiSource;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.PhoneSystem;
import ishmael.simulator.phonesystem.PhoneSystemOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A simulated phone system, a settings file for it, and what a command says. */
@Timeout(120)
abstract class DoctorScene {
  final StringWriter out = new StringWriter();
  Optional<String> typed = Optional.empty();
  final StringWriter err = new StringWriter();
  PhoneSystem server = PhoneSystem.start(PhoneSystemOptions.of(Pequod.site()));

  @TempDir Path folder;

  @AfterEach
  void stop() throws Exception {
    server.close();
    LogManager.getLogManager().readConfiguration();
  }

  final Path file() {
    return folder.resolve("ishmael.toml");
  }

  /** Has another phone system than the usual one. */
  final void restart(PhoneSystemOptions options) {
    server.close();
    server = PhoneSystem.start(options);
  }

  final String sha256() throws Exception {
    byte[] octets = server.xmpp().certificate().getEncoded();
    return HexFormat.ofDelimiter(":")
        .withUpperCase()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
  }

  final Path authorities() throws Exception {
    return Files.writeString(
        folder.resolve("ca.pem"),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(server.xmpp().certificate().getEncoded())
            + "\n-----END CERTIFICATE-----\n");
  }

  /** Writes settings with these further lines of the section phone-system. */
  final void settings(String user, int port, String... lines) throws Exception {
    Files.writeString(
        file(),
        """
        [phone-system] # the ship
        host = "127.0.0.1"
        port = %d
        user = "%s"
        %s
        [state]
        folder = "%s"
        """
            .formatted(port, user, String.join("\n", lines), folder.resolve("state")));
  }

  final void settings(String... lines) throws Exception {
    settings(Pequod.SUPERVISOR, server.xmpp().port(), lines);
  }

  final void password(String password) throws Exception {
    new SecretFile(file(), new OwnerOnly()).write(new Secret(password));
  }

  /** Runs a command with these arguments. */
  final int run(String... arguments) {
    Places places =
        new Places(false, folder, folder, folder, folder.resolve("run").resolve("lines.sock"));
    CommandLine line =
        GatewayCommand.line(
            (settings, secret, policies) -> ExitCode.IN_USE,
            places,
            new OwnerOnly(),
            TapiSource.absent(),
            prompt -> typed);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  /** Returns what was printed, without what differs from run to run. */
  final String said() throws Exception {
    String print = sha256();
    return out.toString()
        .replace(folder.toString(), "FOLDER")
        .replace(print, "SHA256")
        .replace(String.valueOf(server.xmpp().port()), "PORT")
        .replaceAll(" +[0-9]+ ms", " ## ms")
        .replaceAll("encryption: TLSv1\\.[23], TLS_\\w+", "encryption: TLS, CIPHER")
        .replaceAll("offered: [A-Z0-9, -]*PLAIN[A-Z0-9, -]*", "offered: METHODS")
        .replaceAll("with (PLAIN|SCRAM-SHA-1)\\n", "with METHOD\n")
        .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}", "DAY");
  }
}
