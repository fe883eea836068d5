package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.UserName;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DirectoryNewsTest {
  @Test
  void doubt_ofAFirstRosterWithoutUsers_saysWhatToDo() {
    assertThat(DirectoryNews.doubt(0, List.of()))
        .isEqualTo(
            "The phone system's roster names no users. It is read again before that is believed; if"
                + " it stays so, give the users a role with the role type xmpp.group.");
  }

  @Test
  void doubt_ofMissingUsers_namesTheFirstOfThem() {
    List<UserName> missing = IntStream.range(0, 7).mapToObj(i -> new UserName("u" + i)).toList();

    assertThat(DirectoryNews.doubt(3, missing))
        .isEqualTo(
            "The phone system's roster names 3 users; 7 known ones are missing (u0, u1, u2, u3, u4,"
                + " …). It is read again before that is believed.");
  }
}
