package ishmael.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.gateway.settings.LogSettings.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
  private static final String LEAST =
      """
      [phone-system]
      host = "pbx.example.com"
      user = "tapi@whale"
      """;

  @TempDir Path folder;
  private Path file;
  private Places places;

  @BeforeEach
  void place() {
    file = folder.resolve("ishmael.toml");
    places = Places.of(false, Map.of("XDG_RUNTIME_DIR", "/run/user/7"), folder);
  }

  private Settings read(String text) throws Exception {
    Files.writeString(file, text);
    return new SettingsFile(file, places).read();
  }

  private void assertRefused(String text, String sentence) throws Exception {
    Files.writeString(file, text);
    assertThatThrownBy(() -> new SettingsFile(file, places).read())
        .isInstanceOf(SettingsException.class)
        .hasMessage(file + sentence);
  }

  @Test
  void read_leastFile_hasDefaults() throws Exception {
    Settings settings = read(LEAST);
    assertThat(settings.phoneSystem())
        .isEqualTo(
            new PhoneSystemSettings(
                "pbx.example.com", 5222, "tapi@whale", Optional.empty(), Optional.empty()));
    assertThat(settings.lines()).isEqualTo(LineSettings.ALL);
    assertThat(settings.directory()).isEqualTo(DirectorySettings.DEFAULT);
    assertThat(settings.pipe().name()).isEqualTo("\\\\.\\pipe\\ishmael-lines");
    assertThat(settings.pipe().service()).contains("TapiSrv");
    assertThat(settings.pipe().socket()).isEqualTo(Path.of("/run/user/7/ishmael/lines.sock"));
    assertThat(settings.log()).isEqualTo(LogSettings.CONSOLE);
    assertThat(settings.audit())
        .isEqualTo(
            new AuditSettings(
                folder.resolve(".local/state/ishmael/logs/audit.jsonl"),
                10 << 20,
                10,
                false,
                true));
    assertThat(settings.stateFolder()).isEqualTo(folder.resolve(".local/state/ishmael"));
  }

  @Test
  void read_fullFile_hasEverything() throws Exception {
    Settings settings =
        read(
            """
            [phone-system]
            host = "10.0.0.1"
            port = 5223
            user = "tapi"
            certificate = "SHA256:%s"
            ca-file = "ca.pem"
            [lines]
            users = [ "ahab",
              "Starbuck" ]
            [directory]
            refresh-hours = 12
            [pipe]
            name = '\\\\.\\pipe\\other'
            sddl = "D:P(A;;GA;;;SY)"
            service = "MyTapiSrv"
            socket = "run/l.sock"
            [log]
            file = "/var/log/ishmael/gateway.log"
            level = "debug"
            [audit]
            file = "/var/log/ishmael/who.jsonl"
            size-mb = 2
            files = 3
            numbers = true
            events = false
            [state]
            folder = "/var/lib/ishmael"
            """
                .formatted("AB:".repeat(31) + "cd"));
    assertThat(settings.phoneSystem().certificate()).contains("ab".repeat(31) + "cd");
    assertThat(settings.phoneSystem().caFile()).contains(folder.resolve("ca.pem"));
    assertThat(settings.lines().users()).containsExactly("ahab", "Starbuck");
    assertThat(settings.directory().refresh()).isEqualTo(Duration.ofHours(12));
    assertThat(settings.pipe())
        .isEqualTo(
            new PipeSettings(
                "\\\\.\\pipe\\other",
                Optional.of("D:P(A;;GA;;;SY)"),
                Optional.of("MyTapiSrv"),
                folder.resolve("run/l.sock")));
    assertThat(settings.log())
        .isEqualTo(
            new LogSettings(Optional.of(Path.of("/var/log/ishmael/gateway.log")), Level.DEBUG));
    assertThat(settings.audit())
        .isEqualTo(
            new AuditSettings(Path.of("/var/log/ishmael/who.jsonl"), 2 << 20, 3, true, false));
    assertThat(settings.stateFolder()).isEqualTo(Path.of("/var/lib/ishmael"));
  }

  @Test
  void read_serviceThatIsEmpty_isNone() throws Exception {
    assertThat(read("[phone-system]\nuser = 'a@b'\n[pipe]\nservice = ''\n").pipe().service())
        .isEmpty();
  }

  @Test
  void read_serviceThatIsBlank_isRefused() {
    assertThatThrownBy(() -> read("[phone-system]\nuser = 'a@b'\n[pipe]\nservice = ' '\n"))
        .hasMessageContaining("pipe.service must be a text in quotes");
  }

  @Test
  void read_severalHosts_areKeptInOrder() throws Exception {
    PhoneSystemSettings settings =
        read("""
                [phone-system]
                host = [ "pbx1", "pbx2.example.com:5223", "[2001:db8::7]:5224", "[::1]", "2001:db8::9" ]
                port = 5300
                user = "tapi"
                return-after = "90 s"
                """)
            .phoneSystem();
    assertThat(settings.servers())
        .containsExactly(
            new Server("pbx1", 5300),
            new Server("pbx2.example.com", 5223),
            new Server("2001:db8::7", 5224),
            new Server("::1", 5300),
            new Server("2001:db8::9", 5300));
    assertThat(settings.returnAfter()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void read_noHost_needsTheDomainOfTheUser() throws Exception {
    assertThat(read("[phone-system]\nuser = 'tapi@whale.example'\n").phoneSystem().servers())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"pbx:", "pbx:0", "pbx:65536", "pbx:x", "http://pbx", "a b", "[pbx", "user@pbx"})
  void read_badHost_saysForm(String host) throws Exception {
    assertRefused(
        "[phone-system]\nhost = '" + host + "'\nuser = 'x'\n",
        ", line 2: phone-system.host must be a host, host:port or [IPv6 address]:port, or a list of"
            + " such texts, not \""
            + host
            + "\".");
  }

  @ParameterizedTest
  @CsvSource({"10", "'\"10\"'", "'\"0 s\"'", "'\"25 h\"'", "'\"1 week\"'"})
  void read_badReturnAfter_isRefused(String time) throws Exception {
    Files.writeString(file, LEAST + "return-after = " + time + "\n");
    assertThatThrownBy(() -> new SettingsFile(file, places).read())
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + ", line 4: phone-system.return-after must be a t");
  }

  @Test
  void read_byteOrderMark_isSkipped() throws Exception {
    assertThat(read("\uFEFF" + LEAST).phoneSystem().servers())
        .containsExactly(new Server("pbx.example.com", 5222));
  }

  @Test
  void read_noFile_namesCommand() {
    assertThatThrownBy(() -> new SettingsFile(file, places).read())
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "There is no settings file %s; write one with: ishmael gateway --init --settings %s",
            file, file);
  }

  @Test
  void read_latin1_namesUtf8() throws Exception {
    Files.write(file, "# Größe".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> new SettingsFile(file, places).read())
        .hasMessage(file + " is not UTF-8; save it as UTF-8 in your text editor.");
  }

  @Test
  void read_brokenToml_namesLine() throws Exception {
    Files.writeString(file, "[phone-system]\nhost = pbx\n");
    assertThatThrownBy(() -> new SettingsFile(file, places).read())
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + ", line 2: this is not TOML: ")
        .hasMessageNotContainingAny("\n", "[Source");
  }

  @Test
  void read_unknownSection_listsSections() throws Exception {
    assertRefused(
        LEAST + "[lies]\nusers = []\n",
        ", line 4: lies is not a setting; there are the sections audit, directory, isolation, lines,"
            + " log, phone-system, pipe, state.");
  }

  @Test
  void read_unknownKey_listsKeys() throws Exception {
    assertRefused(
        LEAST + "pasword = 'x'\n",
        ", line 4: phone-system.pasword is not a setting; [phone-system] has ca-file, certificate,"
            + " host, port, return-after, user.");
  }

  @Test
  void read_missingHost_showsExample() throws Exception {
    assertRefused(
        "# nothing\n[phone-system]\nuser = 'tapi'\n",
        ", line 2: phone-system.host is missing; write a line such as host = \"pbx.example.com\""
            + " below [phone-system].");
  }

  @Test
  void read_emptyFile_namesFirstNeed() throws Exception {
    assertRefused(
        "",
        ": phone-system.host is missing; write a line such as host = \"pbx.example.com\" below"
            + " [phone-system].");
  }

  @ParameterizedTest
  @CsvSource({"0", "65536", "'\"5222\"'", "1.5", "true"})
  void read_badPort_saysRange(String port) throws Exception {
    assertRefused(
        LEAST + "port = " + port + "\n",
        ", line 4: phone-system.port must be a whole number from 1 to 65535, not " + port + ".");
  }

  @ParameterizedTest
  @CsvSource({"0", "25", "-4", "'\"4\"'"})
  void read_badRefresh_saysRange(String hours) throws Exception {
    assertRefused(
        LEAST + "[directory]\nrefresh-hours = " + hours + "\n",
        ", line 5: directory.refresh-hours must be a whole number from 1 to 24, not "
            + hours
            + ".");
  }

  @Test
  void read_badAudit_saysWhatIsAllowed() throws Exception {
    assertRefused(
        LEAST + "[audit]\nsize-mb = 0\n",
        ", line 5: audit.size-mb must be a whole number from 1 to 1024, not 0.");
    assertRefused(
        LEAST + "[audit]\nsize-mb = 1\nfiles = 1\n",
        ", line 6: audit.files must be a whole number from 2 to 1000, not 1.");
    assertRefused(
        LEAST + "[audit]\nnumbers = 'no'\n",
        ", line 5: audit.numbers must be true or false, without quotes, not \"no\".");
    assertRefused(
        LEAST + "[audit]\nfolder = 'x'\n",
        ", line 5: audit.folder is not a setting; [audit] has events, file, files, numbers, size-mb.");
  }

  @Test
  void read_sectionAsText_saysHow() throws Exception {
    assertRefused(
        "lines = 'all'\n" + LEAST,
        ", line 1: lines must be a section of its own, written [lines], not \"all\".");
  }

  @Test
  void read_usersAsText_showsList() throws Exception {
    assertRefused(
        LEAST + "[lines]\nusers = 'ahab'\n",
        ", line 5: lines.users must be a list of texts, such as [\"ahab\", \"starbuck\"], not"
            + " \"ahab\".");
  }

  @Test
  void read_userAsNumber_showsList() throws Exception {
    assertRefused(
        LEAST + "[lines]\nusers = ['ahab', 7]\n",
        ", line 5: lines.users must be a list of texts, such as [\"ahab\", \"starbuck\"], not 7.");
  }

  @Test
  void read_blankHost_isRefused() throws Exception {
    assertRefused(
        "[phone-system]\nhost = ' '\nuser = 'x'\n",
        ", line 2: phone-system.host must be a text in quotes that is not empty, not \" \".");
  }

  @Test
  void read_badUser_isRefused() throws Exception {
    assertRefused(
        "[phone-system]\nhost = 'x'\nuser = '@whale'\n",
        ", line 3: phone-system.user must be a login name, or a login name, @ and a domain, not"
            + " \"@whale\".");
  }

  @Test
  void read_badFingerprint_saysForm() throws Exception {
    assertRefused(
        LEAST + "certificate = 'abc'\n",
        ", line 4: phone-system.certificate must be the SHA-256 fingerprint of the certificate, 64"
            + " hexadecimal digits, not \"abc\".");
  }

  @Test
  void read_badLevel_listsLevels() throws Exception {
    assertRefused(
        LEAST + "[log]\nlevel = 'loud'\n",
        ", line 5: log.level must be one of \"warning\", \"info\", \"debug\", not \"loud\".");
  }

  @Test
  void read_badPipe_saysPrefix() throws Exception {
    assertRefused(
        LEAST + "[pipe]\nname = 'lines'\n",
        ", line 5: pipe.name must begin with \\\\.\\pipe\\ and stand in single quotes, not"
            + " \"lines\".");
  }

  @Test
  void writeExample_freshFolder_canBeRead() throws Exception {
    Path fresh = folder.resolve("new").resolve("ishmael.toml");
    new SettingsFile(fresh, places).writeExample();
    Settings settings = new SettingsFile(fresh, places).read();
    assertThat(settings.phoneSystem().servers())
        .containsExactly(new Server("pbx.example.com", 5222));
    assertThat(settings.lines()).isEqualTo(LineSettings.ALL);
  }

  @Test
  void writeExample_existingFile_isLeft() throws Exception {
    Files.writeString(file, LEAST);
    assertThatThrownBy(() -> new SettingsFile(file, places).writeExample())
        .hasMessage(file + " exists already; it was left as it is.");
    assertThat(file).hasContent(LEAST.stripTrailing());
  }
}
