package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real client against a name server of the test. */
@Timeout(60)
class SrvLookupTest {
  private static final int HEADER = 12;
  private static final int NO_SUCH_NAME = 3;
  private DatagramSocket server;
  private volatile List<SrvRecord> records = List.of();

  @BeforeEach
  void serve() throws Exception {
    server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::answerAll, "name-server");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<SrvRecord> find(String domain) {
    return new SrvLookup.Dns("dns://127.0.0.1:" + server.getLocalPort() + "/").find(domain);
  }

  @Test
  void find_domainWithServers_returnsThem() {
    records =
        List.of(
            new SrvRecord(10, 60, 5222, "pbx1.example.com"),
            new SrvRecord(20, 0, 5223, "pbx2.example.com"));

    assertThat(find("example.com")).containsExactlyInAnyOrderElementsOf(records);
  }

  @Test
  void find_domainWithoutServers_returnsNone() {
    assertThat(find("example.com")).isEmpty();
  }

  @Test
  void find_noNameServer_returnsNone() {
    server.close();

    assertThat(find("example.com")).isEmpty();
  }

  private void answerAll() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        server.receive(packet);
        byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
        server.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      assertThat(server.isClosed()).isTrue();
    }
  }

  /** Source: RFC 1035, 4.1, and RFC 2782. */
  private byte[] answer(byte[] question) throws IOException {
    int end = HEADER;
    while (question[end] != 0) {
      end += question[end] + 1;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(question, 0, 2);
    out.writeShort(0x8180 | (records.isEmpty() ? NO_SUCH_NAME : 0));
    out.writeShort(1);
    out.writeShort(records.size());
    out.writeInt(0);
    out.write(question, HEADER, end + 5 - HEADER);
    for (SrvRecord one : records) {
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      DataOutputStream fields = new DataOutputStream(data);
      fields.writeShort(one.priority());
      fields.writeShort(one.weight());
      fields.writeShort(one.port());
      for (String label : one.target().split("\\.", -1)) {
        fields.writeByte(label.length());
        fields.write(label.getBytes(StandardCharsets.US_ASCII));
      }
      fields.writeByte(0);
      out.writeShort(0xC000 | HEADER);
      out.writeShort(33);
      out.writeShort(1);
      out.writeInt(60);
      out.writeShort(data.size());
      out.write(data.toByteArray());
    }
    return bytes.toByteArray();
  }
}
