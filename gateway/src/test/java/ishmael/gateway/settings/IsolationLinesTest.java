package ishmael.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.AccountPattern;
import ishmael.linemapper.isolation.Assignment;
import ishmael.linemapper.isolation.IsolationPolicy;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolationLinesTest {
  private static final String LEAST = "# ours\n[phone-system]\nhost = 'x'\nuser = 'y' # the one\n";

  @TempDir Path folder;
  private Path file;
  private SettingsFile settings;
  private IsolationLines store;

  @BeforeEach
  void place() {
    file = folder.resolve("ishmael.toml");
    Places places = new Places(false, folder, folder, folder, folder.resolve("lines.sock"));
    settings = new SettingsFile(file, places);
    store = new IsolationLines(settings);
  }

  private static IsolationPolicy policy(Mode mode, Assignment... rows) {
    return new IsolationPolicy(mode, List.of(rows), Set.of(), List.of(), false);
  }

  private static Assignment row(String account, String... users) {
    return new Assignment(
        AccountPattern.parse(account),
        Arrays.stream(users).map(UserName::new).collect(Collectors.toSet()));
  }

  private String kept(String before, IsolationPolicy policy) throws IOException {
    Files.writeString(file, before);
    store.keep(policy);
    return Files.readString(file);
  }

  @Test
  void keep_noSection_comesAtTheEnd() throws Exception {
    assertThat(kept(LEAST, policy(Mode.CLAIM, row("PEQUOD\\bildad", "ahab"))))
        .isEqualTo(
            LEAST
                + "\n[isolation.accounts]\n'pequod\\bildad' = [\"ahab\"]\n"
                + "\n[isolation]\npolicy = \"claim\"\nunknown-callers = \"deny\"\n");
  }

  @Test
  void keep_changedValue_keepsItsCommentAndTheRest() throws Exception {
    String before =
        LEAST
            + "[isolation] # who\r\n  policy='own'\t# since May\r\n# notes\r\nunknown-callers = \"deny\"\r\n"
            + "[isolation.accounts]\n'PEQUOD\\bildad' = [ 'ahab', # the old man\n  'pip' ] # both\n"
            + "# stays\nflask = ['flask']\n[log]\nlevel = \"info\"";
    IsolationPolicy next =
        policy(Mode.OPEN, row("pequod\\bildad", "ahab", "pip"), row("stubb", "flask"));
    assertThat(kept(before, next))
        .isEqualTo(
            before
                .replace("'own'", "\"open\"")
                .replace("flask = ['flask']\n", "")
                .replace("accounts]\n", "accounts]\nstubb = [\"flask\"]\r\n"));
  }

  @Test
  void keep_sameMeaning_leavesTheFileAsItIs() throws Exception {
    String before =
        LEAST
            + "[isolation]\npolicy = 'own'\nunknown-callers = 'deny'\nadministrators = [ \"Peleg\" ]\n"
            + "domains = ['PEQUOD']\n[ isolation . \"accounts\" ]\nBildad = [\"Ahab\"]\n";
    IsolationPolicy same =
        new IsolationPolicy(
            Mode.OWN,
            List.of(row("bildad", "ahab")),
            Set.of("pequod"),
            List.of(AccountPattern.parse("peleg")),
            false);
    assertThat(kept(before, same)).isEqualTo(before);
  }

  @Test
  void keep_inlineTable_saysWhatToDoAndLeavesTheFile() throws Exception {
    String before = LEAST + "[isolation]\naccounts = { bildad = ['ahab'] }\n";
    Files.writeString(file, before);
    assertThatThrownBy(() -> store.keep(policy(Mode.OWN, row("bildad", "pip"))))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString());
    assertThat(file).hasContent(before);
  }

  @Test
  void keep_randomPolicies_areReadBackAndLeaveNotesAlone() throws Exception {
    Random random = new Random(7);
    Files.writeString(
        file, LEAST + "[isolation]\n# first note\n[lines]\n# second note\nusers = []\n");
    for (int i = 0; i < 300; i++) {
      IsolationPolicy wanted = random(random);
      store.keep(wanted);
      IsolationPolicy read = settings.read().isolation().policy(random.nextBoolean());
      assertThat(rows(read)).as("seed 7, round %s", i).isEqualTo(rows(wanted));
      assertThat(read.mode()).isEqualTo(wanted.mode());
      assertThat(read.domains()).isEqualTo(wanted.domains());
      assertThat(read.strangers()).isEqualTo(wanted.strangers());
      assertThat(Set.copyOf(read.administrators())).isEqualTo(Set.copyOf(wanted.administrators()));
      assertThat(Files.readString(file))
          .startsWith(LEAST)
          .containsOnlyOnce("# first note\n")
          .containsOnlyOnce("[lines]\n# second note\nusers = []\n");
    }
  }

  private static Map<AccountPattern, Set<UserName>> rows(IsolationPolicy policy) {
    Map<AccountPattern, Set<UserName>> rows = new LinkedHashMap<>();
    policy
        .table()
        .forEach(
            row -> rows.computeIfAbsent(row.account(), any -> new HashSet<>()).addAll(row.users()));
    return rows;
  }

  private static IsolationPolicy random(Random random) {
    List<Assignment> table = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      String[] users = new String[1 + random.nextInt(3)];
      Arrays.setAll(users, any -> name(random));
      table.add(row(account(random), Arrays.stream(users).distinct().toArray(String[]::new)));
    }
    List<AccountPattern> administrators = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      administrators.add(AccountPattern.parse(account(random)));
    }
    Set<String> domains = random.nextBoolean() ? Set.of() : Set.of(name(random), "PEQUOD");
    Mode mode = List.of(Mode.OWN, Mode.CLAIM, Mode.OPEN).get(random.nextInt(3));
    return new IsolationPolicy(mode, table, domains, administrators, random.nextBoolean());
  }

  private static String account(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> name(random) + '\\' + name(random);
      case 1 -> name(random) + "\\*";
      case 2 -> name(random) + "@pequod.example";
      case 3 -> "S-1-5-21-" + random.nextInt(9);
      default -> name(random);
    };
  }

  /** Few enough names that rows come back, with what TOML and Windows find special. */
  private static String name(Random random) {
    String[] names = {"ahab", "o'brien", "Käpt'n \"A\"", "a.b", "a # b", "[x]", "a = 'b", "ünî"};
    return names[random.nextInt(names.length)];
  }
}
