package ishmael.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.AccountPattern;
import ishmael.linemapper.isolation.Assignment;
import ishmael.linemapper.isolation.IsolationPolicy;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsolationSectionTest {
  private static final String LEAST = "[phone-system]\nhost = 'x'\nuser = 'y'\n";

  @TempDir Path folder;

  private IsolationSettings read(String text) throws SettingsException {
    Places places = new Places(false, folder, folder, folder, folder.resolve("lines.sock"));
    return new SettingsFile(Path.of("ishmael.toml"), places).read(LEAST + text).isolation();
  }

  private static Assignment row(String account, String... users) {
    return new Assignment(
        AccountPattern.parse(account),
        Set.of(users).stream().map(UserName::new).collect(java.util.stream.Collectors.toSet()));
  }

  @Test
  void read_noSection_followsTheAccountsRole() throws Exception {
    IsolationSettings settings = read("");
    assertThat(settings).isEqualTo(IsolationSettings.STANDARD);
    assertThat(settings.policy()).isEqualTo(IsolationPolicy.standard());
    assertThat(settings.policy(false).mode()).isEqualTo(Mode.OPEN);
    assertThat(settings.policy(false).strangers()).isTrue();
  }

  @Test
  void read_everything_isThere() throws Exception {
    IsolationSettings settings =
        read(
            """
            [isolation]
            policy = "claim"
            domains = ["PEQUOD"]
            administrators = ['PEQUOD\\peleg', "S-1-5-21-1-2-3-500"]
            unknown-callers = "allow"
            fallback = true
            [isolation.accounts]
            'PEQUOD\\bildad' = ["ahab", "Starbuck@whale"]
            "o'brien@pequod.example" = ["pip"]
            flask = ["flask"]
            """);
    assertThat(settings.mode()).contains(Mode.CLAIM);
    assertThat(settings.policy(true))
        .isEqualTo(
            new IsolationPolicy(
                Mode.CLAIM,
                List.of(
                    row("pequod\\bildad", "ahab", "starbuck"),
                    row("o'brien@pequod.example", "pip"),
                    row("flask", "flask")),
                Set.of("pequod"),
                List.of(
                    AccountPattern.parse("pequod\\peleg"),
                    AccountPattern.parse("S-1-5-21-1-2-3-500")),
                true));
    assertThat(settings.policy(false)).isEqualTo(settings.policy(true));
    assertThat(settings.strangers()).isEqualTo(Optional.of(true));
    assertThat(settings.fallback()).isTrue();
  }

  @Test
  void policy_tableButNoMode_isOwnForEveryAccount() throws Exception {
    IsolationSettings settings = read("[isolation.accounts]\nbildad = ['ahab']\n");
    assertThat(settings.policy(false).mode()).isEqualTo(Mode.OWN);
    assertThat(settings.users()).containsExactly(new UserName("ahab"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "[isolation]#policy = 'mine' | 5: isolation.policy must be one of \"own\", \"claim\","
            + " \"open\", not \"mine\".",
        "[isolation]#policy = 1 | 5: isolation.policy must be a text in quotes that is not empty,"
            + " not 1.",
        "[isolation]#unknown-callers = 'maybe' | 5: isolation.unknown-callers must be one of"
            + " \"deny\", \"allow\", not \"maybe\".",
        "[isolation]#fallback = 'yes' | 5: isolation.fallback must be true or false, without"
            + " quotes, not \"yes\".",
        "[isolation]#pollicy = 'own' | 5: isolation.pollicy is not a setting; [isolation] has"
            + " accounts, administrators, domains, fallback, policy, unknown-callers.",
        "[isolation]#domains = ['P\\Q'] | 5: isolation.domains must be a list of NetBIOS names of"
            + " domains, such as [\"PEQUOD\"], without \\, @ and *, not [\"P\\\\Q\"].",
        "[isolation]#administrators = ['*'] | 5: isolation.administrators names no Windows account:"
            + " \"*\" is no Windows account: * alone would be everybody; name a domain: DOMAIN\\*; write 'DOMAIN\\name', 'DOMAIN\\*', 'name',"
            + " 'name@dns.domain' or a SID in single quotes.",
        "[isolation.accounts]#'P\\x\\y' = ['ahab'] | 5: isolation.accounts.P\\x\\y names no Windows"
            + " account: \"P\\x\\y\" is no Windows account: one backslash only; write 'DOMAIN\\name', 'DOMAIN\\*', 'name',"
            + " 'name@dns.domain' or a SID in single quotes.",
        "[isolation.accounts]#'P\\x' = [] | 5: isolation.accounts.P\\x must name the users whose"
            + " lines belong to it, such as [\"ahab\"], not [].",
        "[isolation.accounts]#'P\\x' = 'ahab' | 5: isolation.accounts.P\\x must be a list of texts,"
            + " such as [\"ahab\", \"starbuck\"], not \"ahab\".",
        "[isolation.accounts]#'P\\x' = ['ahab', 3] | 5: isolation.accounts.P\\x must be a list of"
            + " texts, such as [\"ahab\", \"starbuck\"], not 3.",
        "[isolation.accounts]#'P\\x' = ['a']#\"p\\\\X\" = ['b'] | 6: isolation.accounts.p\\X names"
            + " an account that stands above already; write all its users into one line.",
        "[isolation]#accounts = 'x' | 5: isolation.accounts must be a section of its own, written"
            + " [isolation.accounts], not \"x\"."
      })
  void read_badInput_namesLineAndWhatToDo(String text, String sentence) {
    assertThatThrownBy(() -> read(text.strip().replace('#', '\n') + "\n"))
        .isInstanceOf(SettingsException.class)
        .hasMessage("ishmael.toml, line " + sentence.strip());
  }
}
