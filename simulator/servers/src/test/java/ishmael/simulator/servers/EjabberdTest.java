package ishmael.simulator.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import ishmael.simulator.phonesystem.engine.Site;
import ishmael.simulator.phonesystem.engine.UserAccount;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract on ejabberd. */
@Tag("docker")
class EjabberdTest extends RealServerContract {
  private static final String FEDALLAH = "fedallah";
  private static final String EMOJI = "moby \uD83D\uDC0B";

  /** Without emoji in the passwords, but in that of one who can not log in. */
  @Override
  Site site() {
    Site plain = Crew.withoutEmoji();
    UserAccount fedallah =
        new UserAccount(19, FEDALLAH, "Fedallah", "108", EMOJI, List.of(), List.of());
    return Crew.with(
        plain, ImmutableList.<UserAccount>builder().addAll(plain.users()).add(fedallah).build());
  }

  /** ejabberd prepares passwords by the tables of Unicode 3.2, which has no emoji. */
  @Test
  void login_passwordWithEmoji_isRefused() throws Exception {
    try (WireClient client = WireClient.connect(server())) {
      assertThat(client.plain(FEDALLAH, EMOJI).name()).isEqualTo("failure");
    }
  }

  @Override
  ServerUnderTest start(Site site, String domain) {
    return Containers.start(ServerProduct.EJABBERD, site, domain);
  }

  @Override
  String answersComeFrom() {
    return "ts-supervisor@mobydick";
  }
}
