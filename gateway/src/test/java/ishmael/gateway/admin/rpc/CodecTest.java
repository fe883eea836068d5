package ishmael.gateway.admin.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecTest {
  private static String again(String line) {
    byte[] octets = line.getBytes(StandardCharsets.UTF_8);
    return new String(Codec.line(Codec.read(octets)), StandardCharsets.UTF_8);
  }

  private static Message.Failure failure(byte[] line) {
    Message message = Codec.read(line);
    assertThat(message).isInstanceOf(Message.Failure.class);
    return (Message.Failure) message;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"params\":{\"b\":\"ä\\n\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"a\",\"params\":{}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"params\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[1,null]}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":4,\"message\":\"m\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"m\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":3,\"message\":\"m\","
            + "\"data\":{\"near\":[\"a\"]}}}",
      })
  void message_readAndWritten_isTheSame(String line) {
    assertThat(again(line)).isEqualTo(line + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | -32700 | no JSON",
        "hello | -32700 | no JSON",
        "{\"a\":1,\"a\":2} | -32700 | Duplicate",
        "{} {} | -32700 | no JSON",
        "[] | -32600 | Batches are not served",
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\"}] | -32600 | Batches",
        "1 | -32600 | an object",
        "null | -32600 | an object",
        "{} | -32600 | jsonrpc must be",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"a\"} | -32600 | jsonrpc must be",
        "{\"jsonrpc\":\"2.0\",\"id\":1} | -32600 | method is",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"a\"} | -32600 | id is",
        "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"a\"} | -32600 | id is",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"a\"} | -32600 | id is",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5} | -32600 | method is",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"params\":[1]} | -32602 | have names",
      })
  void line_wrong_isAFailureToSendBack(String line, int code, String words) {
    RpcException error = failure(line.getBytes(StandardCharsets.UTF_8)).error();
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.sentence()).contains(words);
  }

  @Test
  void line_notUtf8_isAFailure() {
    assertThat(failure(new byte[] {'"', (byte) 0xE4, '"'}).error().sentence()).contains("UTF-8");
  }

  @Test
  void line_deep_isAFailureAndNotAnOverflow() {
    byte[] line = ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
    assertThat(failure(line).error().code()).isEqualTo(-32700);
  }
}
