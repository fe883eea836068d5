package ishmael.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.directory.DirectoryMemory;
import ishmael.linemapper.Capability;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Extension;
import ishmael.linemapper.Phone;
import ishmael.linemapper.Place;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryFileTest {
  private static final String ACCOUNT = "tapi@mobydick";
  private static final User AHAB =
      new User(
          new UserName("ahab"),
          "Ahab",
          "Käpt'n \"Ahab\" \u00DF\uD83D\uDC33",
          Optional.of(new Extension("101")),
          List.of(
              new Phone(
                  new DeviceName("Snom 000413411C47 [Office 2]"),
                  "snom",
                  Set.of(Capability.DIAL, Capability.OFFHOOK)),
              new Phone(new DeviceName("GSM"), "", Set.of())),
          List.of(
              new Place("K\u00e4pt'n", true, List.of()),
              new Place(
                  "Office 2",
                  false,
                  List.of(new DeviceName("Snom 000413411C47 [Office 2]"), new DeviceName("GSM")))),
          Optional.of("0160 123"));
  private static final User TAPI =
      new User(new UserName("tapi"), "tapi", "", Optional.empty(), List.of());
  private static final DirectoryMemory MEMORY =
      new DirectoryMemory(true, TAPI, List.of(AHAB, TAPI));

  @TempDir Path folder;

  private DirectoryFile file() {
    return new DirectoryFile(folder, ACCOUNT);
  }

  private String written() throws Exception {
    file().write(MEMORY);
    return Files.readString(folder.resolve("directory.json"));
  }

  private Optional<DirectoryMemory> readAs(String text) throws Exception {
    Files.writeString(folder.resolve("directory.json"), text);
    return file().read();
  }

  @Test
  void write_thenRead_isEqual() throws Exception {
    assertThat(written()).contains("\"version\" : 1");
    assertThat(file().read()).contains(MEMORY);
  }

  @Test
  void write_always_isForTheOwnerOnly() throws Exception {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      file().write(MEMORY);
      assertThat(Files.getPosixFilePermissions(folder.resolve("directory.json")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void read_noFile_isNothing() {
    assertThat(file().read()).isEmpty();
  }

  @Test
  void read_otherAccount_isNothing() throws Exception {
    file().write(MEMORY);
    assertThat(new DirectoryFile(folder, "tapi@other").read()).isEmpty();
  }

  @Test
  void read_otherVersion_isNothing() throws Exception {
    assertThat(readAs(written().replace("\"version\" : 1", "\"version\" : 2"))).isEmpty();
  }

  @Test
  void read_anyPartCutOff_isNothing() throws Exception {
    byte[] whole = written().stripTrailing().getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(folder.resolve("directory.json"), java.util.Arrays.copyOf(whole, length));
      assertThat(file().read()).as("%d octets", length).isEmpty();
    }
  }

  @Test
  void read_nonsense_isNothing() throws Exception {
    String text = written();
    assertThat(readAs("[]")).isEmpty();
    assertThat(readAs("{}")).isEmpty();
    assertThat(readAs("null")).isEmpty();
    assertThat(readAs("\u0000\u0001")).isEmpty();
    assertThat(readAs(text.replace("\"login\" : \"ahab\"", "\"login\" : \"\""))).isEmpty();
    assertThat(readAs(text.replace("\"101\"", "101"))).isEmpty();
    assertThat(readAs(text.replace("\"phones\" : [ ]", "\"phones\" : { }"))).isEmpty();
    assertThat(readAs(text)).contains(MEMORY);
  }

  @Test
  void read_formWithoutPlacesAndRedirect_isRead() throws Exception {
    String old =
        """
        {"version":1,"account":"tapi@mobydick","supervisor":true,
         "own":{"name":"tapi","login":"tapi","displayName":"","phones":[]},
         "users":[{"name":"Ahab","login":"ahab","displayName":"Ahab","extension":"101",
           "phones":[{"name":"GSM","type":"","capabilities":["DIAL"]}]}]}
        """;

    User ahab = readAs(old).orElseThrow().users().get(0);

    assertThat(ahab)
        .isEqualTo(
            new User(
                new UserName("ahab"),
                "Ahab",
                "Ahab",
                Optional.of(new Extension("101")),
                List.of(new Phone(new DeviceName("GSM"), "", Set.of(Capability.DIAL)))));
  }

  @Test
  void read_placesDamaged_isNothing() throws Exception {
    String text = written();
    assertThat(readAs(text.replace("\"own\" : true", "\"own\" : 1"))).isEmpty();
    assertThat(readAs(text.replace("\"redirect\" : \"0160 123\"", "\"redirect\" : 160"))).isEmpty();
    assertThat(readAs(text)).contains(MEMORY);
  }

  @Test
  void read_unknownCapability_isLeftOut() throws Exception {
    assertThat(readAs(written().replace("\"OFFHOOK\"", "\"TELEPATHY\"")).orElseThrow().users())
        .first()
        .satisfies(
            ahab ->
                assertThat(ahab.phones().get(0).capabilities()).containsExactly(Capability.DIAL));
  }
}
