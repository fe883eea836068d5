package ishmael.gateway.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import ishmael.gateway.settings.LogSettings.Level;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The settings file: TOML in UTF-8. Source: https://toml.io/en/v1.0.0. */
public final class SettingsFile {
  private static final Duration LONGEST_RETURN = Duration.ofDays(1);

  private final Path file;
  private final Places places;

  /** Names a file; {@code places} has what holds when the file says nothing. */
  public SettingsFile(Path file, Places places) {
    this.file = file;
    this.places = places;
  }

  /**
   * Reads the settings.
   *
   * @throws SettingsException with one sentence that names file, line and key and says what is
   *     allowed
   */
  public Settings read() throws SettingsException {
    return read(text());
  }

  /** Reads the settings of a text that stands for the file. */
  Settings read(String written) throws SettingsException {
    String text = written.startsWith("\uFEFF") ? written.substring(1) : written;
    Table root = new Table("", parse(text), file.toString(), new KeyLines(text));
    PhoneSystemSettings phoneSystem = phoneSystem(root.table("phone-system"));
    LineSettings lines = lines(root.table("lines"));
    IsolationSettings isolation = IsolationSection.read(root.table("isolation"));
    DirectorySettings directory = directory(root.table("directory"));
    PipeSettings pipe = pipe(root.table("pipe"));
    LogSettings log = log(root.table("log"));
    AuditSettings audit = audit(root.table("audit"));
    Path state = state(root.table("state"));
    root.finish();
    return new Settings(phoneSystem, lines, isolation, directory, pipe, log, audit, state);
  }

  /**
   * Writes a commented example for an admin to complete.
   *
   * @throws SettingsException if the file exists already or can not be written
   */
  public void writeExample() throws SettingsException {
    try {
      AtomicFile.makeFolder(AtomicFile.folderOf(file));
      Files.writeString(file, Example.text(places), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new SettingsException(file + " exists already; it was left as it is.", e);
    } catch (IOException e) {
      throw new SettingsException(file + " can not be written: " + reason(e) + ".", e);
    }
  }

  Path path() {
    return file;
  }

  /** Returns the file as it is, with the mark that some editors put in front. */
  String text() throws SettingsException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new SettingsException(
          "There is no settings file "
              + file
              + "; write one with: ishmael gateway --init --settings "
              + file,
          e);
    } catch (CharacterCodingException e) {
      throw new SettingsException(file + " is not UTF-8; save it as UTF-8 in your text editor.", e);
    } catch (IOException e) {
      throw new SettingsException(file + " can not be read: " + reason(e) + ".", e);
    }
  }

  /** Puts another text in its place, atomically; who may read it stays. */
  void replace(String text) throws SettingsException {
    try {
      new AtomicFile(file.toRealPath()).replace(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new SettingsException(file + " can not be written: " + reason(e) + ".", e);
    }
  }

  private ObjectNode parse(String text) throws SettingsException {
    try {
      JsonNode node = new TomlMapper().readTree(text);
      return node instanceof ObjectNode object ? object : new TomlMapper().createObjectNode();
    } catch (JsonProcessingException e) {
      String line =
          e.getLocation() == null
              ? ""
              : String.format(Locale.ROOT, ", line %d", e.getLocation().getLineNr());
      throw new SettingsException(
          file
              + line
              + ": this is not TOML: "
              + e.getOriginalMessage().lines().findFirst().orElse("it can not be understood")
              + ".",
          e);
    }
  }

  private PhoneSystemSettings phoneSystem(Table table) throws SettingsException {
    int port = table.number("port", 1, 65535, PhoneSystemSettings.DEFAULT_PORT);
    List<Server> servers = servers(table, port);
    if (servers.isEmpty() && !table.text("user").orElse("").contains("@")) {
      throw table.missing("host", "pbx.example.com");
    }
    String user = table.neededText("user", "tapi@mobydick");
    if (user.startsWith("@") || user.endsWith("@")) {
      throw table.wrong("user", "must be a login name, or a login name, @ and a domain");
    }
    Optional<String> certificate = fingerprint(table);
    Optional<Path> caFile = path(table, "ca-file");
    Duration returnAfter =
        table.duration("return-after", LONGEST_RETURN, PhoneSystemSettings.DEFAULT_RETURN_AFTER);
    table.finish();
    return new PhoneSystemSettings(servers, port, user, certificate, caFile, returnAfter);
  }

  /** One host or a list of them; none if the domain of the user leads there. */
  private static List<Server> servers(Table table, int port) throws SettingsException {
    List<Server> servers = new ArrayList<>();
    for (String text : table.oneOrMoreTexts("host")) {
      servers.add(
          Server.parse(text, port)
              .orElseThrow(
                  () ->
                      table.wrong(
                          "host",
                          "must be a host, host:port or [IPv6 address]:port, or a list of such"
                              + " texts")));
    }
    return servers;
  }

  private static Optional<String> fingerprint(Table table) throws SettingsException {
    Optional<String> text = table.text("certificate");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String digits =
        text.get()
            .toLowerCase(Locale.ROOT)
            .replaceFirst("^sha-?256[:=]", "")
            .replaceAll("[: ]", "");
    if (!digits.matches("[0-9a-f]{64}")) {
      throw table.wrong(
          "certificate",
          "must be the SHA-256 fingerprint of the certificate, 64 hexadecimal digits");
    }
    return Optional.of(digits);
  }

  private static LineSettings lines(Table table) throws SettingsException {
    LineSettings lines = new LineSettings(table.texts("users"));
    table.finish();
    return lines;
  }

  private static DirectorySettings directory(Table table) throws SettingsException {
    int hours =
        table.number("refresh-hours", 1, 24, (int) DirectorySettings.DEFAULT.refresh().toHours());
    table.finish();
    return new DirectorySettings(Duration.ofHours(hours));
  }

  private PipeSettings pipe(Table table) throws SettingsException {
    String name = table.text("name").orElse(PipeSettings.DEFAULT_NAME);
    if (!name.toLowerCase(Locale.ROOT).startsWith("\\\\.\\pipe\\")) {
      throw table.wrong("name", "must begin with \\\\.\\pipe\\ and stand in single quotes");
    }
    Optional<String> sddl = table.text("sddl");
    Optional<String> service =
        Optional.of(table.textOr("service", PipeSettings.TELEPHONY_SERVICE))
            .filter(named -> !named.isEmpty());
    Path socket = path(table, "socket").orElse(places.socket());
    table.finish();
    return new PipeSettings(name, sddl, service, socket);
  }

  private LogSettings log(Table table) throws SettingsException {
    LogSettings standard = places.log();
    Optional<Path> path = path(table, "file").or(standard::file);
    LogSettings log = new LogSettings(path, table.choice("level", Level.class, standard.level()));
    table.finish();
    return log;
  }

  private AuditSettings audit(Table table) throws SettingsException {
    AuditSettings standard = AuditSettings.in(places.logs());
    Path path = path(table, "file").orElse(standard.file());
    AuditSettings audit = AuditSettings.read(table, path, standard);
    table.finish();
    return audit;
  }

  private Path state(Table table) throws SettingsException {
    Path folder = path(table, "folder").orElse(places.state());
    table.finish();
    return folder;
  }

  /** A relative path begins where the settings file is. */
  private Optional<Path> path(Table table, String key) throws SettingsException {
    Optional<String> text = table.text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(file.toAbsolutePath().resolveSibling(text.get()));
    } catch (InvalidPathException e) {
      throw table.wrong(key, "must be a path of this machine");
    }
  }

  /** Says in a few words why a file operation failed. */
  static String reason(IOException e) {
    if (e instanceof java.nio.file.AccessDeniedException) {
      return "access is denied";
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.replaceAll("\\s+", " ");
  }
}
