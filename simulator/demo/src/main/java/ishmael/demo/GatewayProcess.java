package ishmael.demo;

import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.xmpp.XmppServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The gateway as a process of its own, with settings file and stored password as an admin would
 * make them. Not thread-safe.
 */
final class GatewayProcess implements GatewayControl {
  private static final String MAIN = "ishmael.gateway.Main";
  private static final String CREW_MAIN = "ishmael.demo.machine.CrewGateway";
  private static final String OPEN = "policy = \"open\"";

  /** Perth is Ahab's secretary; all others own the line of the user of the same name. */
  private static final String OWN =
      """
      policy = "own"
      domains = ["PEQUOD"]

      [isolation.accounts]
      'PEQUOD\\perth' = ["ahab"]
      """
          .strip();

  private static final long LIMIT_SECONDS = 30;

  private final JavaRuntime java;
  private final String main;
  private final Path folder;
  private final Path settings;
  private final Path output;
  private final Thread atExit = new Thread(this::destroy, "gateway-end");
  private volatile @Nullable Process process;

  private GatewayProcess(JavaRuntime java, String main, Path folder) {
    this.java = java;
    this.main = main;
    this.folder = folder;
    this.settings = folder.resolve("ishmael.toml");
    this.output = folder.resolve("gateway-output.log");
  }

  /**
   * Writes the settings, stores the supervisor's password, and starts the gateway; every line obeys
   * everybody.
   */
  static GatewayProcess start(JavaRuntime java, Path folder, XmppServer xmpp) throws IOException {
    return start(new GatewayProcess(java, MAIN, folder), OPEN, xmpp);
  }

  /** The same on a machine with the accounts of the crew; every line obeys its own. */
  static GatewayProcess startForCrew(JavaRuntime java, Path folder, XmppServer xmpp)
      throws IOException {
    return start(new GatewayProcess(java, CREW_MAIN, folder), OWN, xmpp);
  }

  private static GatewayProcess start(GatewayProcess gateway, String isolation, XmppServer xmpp)
      throws IOException {
    Files.writeString(gateway.settings, gateway.settingsText(isolation, xmpp));
    Runtime.getRuntime().addShutdownHook(gateway.atExit);
    gateway.storePassword(Pequod.SUPERVISOR_PASSWORD);
    gateway.start();
    return gateway;
  }

  private String settingsText(String isolation, XmppServer xmpp) {
    return """
        [phone-system]
        host = "127.0.0.1"
        port = %d
        user = "%s@%s"
        certificate = "%s"

        [isolation]
        %s

        [pipe]
        %s

        [log]
        file = '%s'
        level = "debug"

        [audit]
        file = '%s'

        [state]
        folder = '%s'
        """
        .formatted(
            xmpp.port(),
            Pequod.SUPERVISOR,
            xmpp.domain(),
            fingerprint(xmpp),
            isolation,
            java.pipeSettings(folder),
            java.path(folder.resolve("gateway.log")),
            java.path(audit()),
            java.path(folder.resolve("state")));
  }

  /** Returns the settings file. */
  Path settings() {
    return settings;
  }

  /** Returns the newest file of the audit log. */
  Path audit() {
    return folder.resolve("audit.jsonl");
  }

  /** Runs a command that asks the running gateway to its end. */
  Isolation.Admin admin(List<String> command) throws IOException {
    Path said = Files.createTempFile(folder, "admin", ".txt");
    try {
      Process asking = java.start(arguments(MAIN, command), said);
      asking.getOutputStream().close();
      int code = awaitExit(asking);
      return new Isolation.Admin(code, Files.readString(said).stripTrailing());
    } finally {
      Files.delete(said);
    }
  }

  /** Returns where the Unix socket is, for runtimes that have it. */
  static Path socket(Path folder) {
    return folder.resolve("run").resolve("lines.sock");
  }

  private static String fingerprint(XmppServer xmpp) {
    try {
      byte[] certificate = xmpp.certificate().getEncoded();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
  }

  private void storePassword(String password) throws IOException {
    Process storing = java.start(arguments(main, List.of("password")), output);
    try (OutputStream in = storing.getOutputStream()) {
      in.write((password + "\n").getBytes(StandardCharsets.UTF_8));
    }
    if (awaitExit(storing) != 0) {
      throw new IOException("The password was not stored: " + Files.readString(output));
    }
  }

  private List<String> arguments(String program, List<String> command) {
    List<String> all = new ArrayList<>(List.of(program));
    all.addAll(command);
    all.addAll(List.of("--settings", java.path(settings)));
    return all;
  }

  @Override
  public void start() throws IOException {
    process = java.start(arguments(main, List.of()), output);
  }

  @Override
  public void kill() throws IOException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      awaitExit(running);
      process = null;
    }
  }

  private static int awaitExit(Process process) throws IOException {
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(
            "A process of the gateway does not end" + " within " + LIMIT_SECONDS + " s");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the gateway's process ends", e);
    }
  }

  /** A demo that is ended from outside leaves no gateway behind. */
  private void destroy() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
  }

  @Override
  public void close() throws IOException {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      destroy();
    }
  }
}
