package ishmael.linemapper;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Lists;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LineIdsTest {
  private static final UserName AHAB = new UserName("ahab");
  private static final UserName STUBB = new UserName("stubb");
  private static final UserName FLASK = new UserName("flask");

  @Test
  void of_sameUserAndDomain_isAlwaysTheSame() {
    LineId id = new LineIds("mobydick", Map.of()).of(new UserName("Ahab"));
    assertThat(new LineIds("MobyDick", Map.of()).of(AHAB)).isEqualTo(id);
    assertThat(new LineIds("pequod", Map.of()).of(AHAB)).isNotEqualTo(id);
    assertThat(id).as("pinned: programs store it").isEqualTo(new LineId(PINNED));
  }

  // First four octets, little-endian, of SHA-256("ahab@mobydick").
  private static final int PINNED = sha256("ahab@mobydick");

  private static int sha256(String text) {
    try {
      byte[] octets =
          java.security.MessageDigest.getInstance("SHA-256")
              .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return java.nio.ByteBuffer.wrap(octets).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt();
    } catch (java.security.NoSuchAlgorithmException missing) {
      throw new AssertionError(missing);
    }
  }

  @Test
  void of_collision_dependsOnNamesOnly() {
    List<UserName> users = List.of(AHAB, STUBB, FLASK);
    LineIds one = colliding(Map.of());
    one.give(users);
    LineIds other = colliding(Map.of());
    other.give(Lists.reverse(users));
    assertThat(one.given()).isEqualTo(other.given());
    assertThat(new HashSet<>(one.given().values())).hasSize(3);
  }

  @Test
  void of_zeroHash_isNeverGiven() {
    LineIds ids = new LineIds("d", Map.of(), text -> text.contains("#") ? 7 : 0);
    assertThat(ids.of(AHAB)).isEqualTo(new LineId(7));
  }

  @Test
  void of_rememberedCollision_staysAsItWas() {
    LineIds ids = colliding(Map.of(STUBB, new LineId(5)));
    ids.give(List.of(AHAB, STUBB));
    assertThat(ids.of(STUBB)).isEqualTo(new LineId(5));
    assertThat(ids.of(AHAB)).isEqualTo(new LineId(6));
  }

  @Test
  void of_idRememberedTwice_isGivenToTheFirstName() {
    LineIds ids = colliding(Map.of(STUBB, new LineId(5), AHAB, new LineId(5)));
    assertThat(ids.of(AHAB)).isEqualTo(new LineId(5));
    assertThat(ids.of(STUBB)).isNotEqualTo(new LineId(5));
  }

  /** Everybody has 5 first, then 6, then 7. */
  private static LineIds colliding(Map<UserName, LineId> remembered) {
    return new LineIds(
        "d",
        remembered,
        text -> 5 + (text.contains("#") ? Integer.parseInt(text.replaceAll(".*#", "")) : 0));
  }

  @Property(tries = 50)
  void give_anyUsers_givesEachItsOwnWhateverTheOrder(
      @ForAll @Size(max = 30) List<@AlphaChars @StringLength(min = 1, max = 3) String> names) {
    List<UserName> users = names.stream().map(UserName::new).distinct().toList();
    LineIds narrow = new LineIds("d", Map.of(), text -> text.hashCode() & 63);
    LineIds backward = new LineIds("d", Map.of(), text -> text.hashCode() & 63);
    narrow.give(users);
    backward.give(Lists.reverse(users));
    assertThat(new HashSet<>(narrow.given().values())).hasSize(users.size());
    assertThat(backward.given()).isEqualTo(narrow.given());
  }
}
