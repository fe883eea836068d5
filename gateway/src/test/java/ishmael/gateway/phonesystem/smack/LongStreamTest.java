package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jivesoftware.smack.SASLAuthentication;
import org.jivesoftware.smack.SmackConfiguration;
import org.jivesoftware.smack.xml.SmackXmlParser;
import org.jivesoftware.smack.xml.xpp3.Xpp3XmlPullParserFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is set once for all links, and a stream that is longer than the JDK's parser allows. */
@Timeout(400)
class LongStreamTest {
  private static final Pattern RELEASE = Pattern.compile("JAVA_VERSION=\"([0-9]+)[^\"]*\"");
  private static final int SECONDS = 300;

  @TempDir Path folder;

  @Test
  void prepare_smack_isSetAsTheLinkNeedsIt() {
    SmackSetup.prepare();

    assertThat(SmackXmlParser.getXmlPullParserFactory())
        .isInstanceOf(Xpp3XmlPullParserFactory.class);
    assertThat(SmackConfiguration.DEBUG).isFalse();
    assertThat(SASLAuthentication.getRegisterdSASLMechanisms().keySet())
        .noneMatch(name -> name.contains("GSSAPI"))
        .anyMatch(name -> name.contains("SASLPlain"));
    assertThat(System.getProperty("jdk.xml.totalEntitySizeLimit")).isEqualTo("0");
  }

  @Test
  void received_60MillionEntities_linkGoesOn() throws Exception {
    assertThat(LongStream.run()).isGreaterThanOrEqualTo(60_000_000);
  }

  /** Java 24 made the limit 500 times smaller. Source: JDK-8343006. */
  @Test
  void received_60MillionEntitiesOnJava24OrLater_linkGoesOn() throws Exception {
    Optional<Path> java = javaOf24OrLater();
    assumeTrue(java.isPresent(), "no Java of 24 or later is installed beside the present one");
    Path said = folder.resolve("said");
    Process child =
        new ProcessBuilder(
                java.get().toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LongStream.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(child.waitFor(SECONDS, TimeUnit.SECONDS)).as(said.toString()).isTrue();
    } finally {
      child.destroyForcibly();
    }
    assertThat(said).content().contains("references: 60");
    assertThat(child.exitValue()).isZero();
  }

  /** Java installations usually lie side by side. */
  private static Optional<Path> javaOf24OrLater() throws IOException {
    Path home = Path.of(System.getProperty("java.home"));
    List<Path> found = new ArrayList<>();
    Path around = home.toRealPath().getParent();
    if (around != null) {
      try (DirectoryStream<Path> homes = Files.newDirectoryStream(around)) {
        for (Path one : homes) {
          Path java = one.resolve("bin").resolve("java");
          if (Files.isExecutable(java) && release(one) >= 24) {
            found.add(java);
          }
        }
      }
    }
    return found.stream().findFirst();
  }

  private static int release(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release)) {
      return 0;
    }
    Matcher matcher = RELEASE.matcher(Files.readString(release));
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
