package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.Password;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import javax.net.ssl.SSLException;
import org.jivesoftware.smack.SmackException.SmackWrappedException;
import org.jivesoftware.smack.XMPPException.StreamErrorException;
import org.jivesoftware.smack.packet.StreamError;
import org.jivesoftware.smack.xml.XmlPullParserException;
import org.junit.jupiter.api.Test;

class ProblemFinderTest {
  private static final String PARSER =
      "no more data available - expected end tag </stream:stream> to close start tag"
          + " <stream:stream> from line 1, parser stopped on END_TAG seen ...</iq>... @1:4711";

  private static String sentence(Throwable thrown) {
    PhoneSystemOptions options =
        PhoneSystemOptions.builder("tapi", new Password("x"), "TS01").host("pbx").build();
    return new ProblemFinder(options).find(thrown).sentence();
  }

  @Test
  void find_endOfStream_saysWhoClosed() {
    assertThat(sentence(new EOFException(PARSER)))
        .isEqualTo("The phone system pbx closed the connection. It may be restarting.");
    assertThat(sentence(new SmackWrappedException(new EOFException(PARSER))))
        .isEqualTo("The phone system pbx closed the connection. It may be restarting.");
  }

  @Test
  void find_brokenConnection_saysWhatToCheck() {
    assertThat(sentence(new SocketException("Connection reset")))
        .isEqualTo(
            "The connection to the phone system pbx was cut off. Check the network in between and"
                + " whether the phone system runs.");
    assertThat(sentence(new IOException(PARSER)))
        .startsWith("The connection to the phone system pbx was cut off.");
  }

  @Test
  void find_streamError_namesTheCondition() {
    StreamError error =
        new StreamError(StreamError.Condition.resource_constraint, null, null, null);
    assertThat(sentence(new StreamErrorException(error)))
        .isEqualTo("The phone system pbx ended the connection (resource-constraint).");
  }

  @Test
  void find_noXml_keepsTheParserToItself() {
    assertThat(sentence(new XmlPullParserException(new IllegalStateException(PARSER))))
        .startsWith("The phone system pbx sent what is no XML")
        .doesNotContain("tag");
  }

  @Test
  void find_tls_saysWhichPort() {
    assertThat(sentence(new SSLException("Unsupported or unrecognized SSL message")))
        .contains("No encrypted connection to pbx could be made", "port");
  }

  @Test
  void find_unforeseen_pointsToTheLog() {
    assertThat(sentence(new IllegalStateException(PARSER)))
        .isEqualTo(
            "The connection to the phone system pbx failed; the log says how with log.level ="
                + " \"debug\" in the settings.");
  }
}
