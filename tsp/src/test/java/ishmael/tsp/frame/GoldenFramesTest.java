package ishmael.tsp.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ishmael.tsp.frame.GoldenFrames.Golden;
import ishmael.tsp.frame.MalformedFrameException.Flaw;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenFramesTest {
  static Stream<Golden> good() {
    return GoldenFrames.in("");
  }

  static Stream<Golden> bad() {
    return GoldenFrames.in("bad");
  }

  static Stream<Golden> later() {
    return GoldenFrames.in("later");
  }

  @ParameterizedTest
  @MethodSource("good")
  void goldenFrame_decodedAndEncoded_isTheSame(Golden golden) throws Exception {
    Frame frame = FrameCodec.decode(ByteBuffer.wrap(golden.octets()));

    assertThat(FrameCodec.encode(frame)).isEqualTo(golden.octets());
  }

  @Test
  void goldenFrames_together_coverEachType() throws Exception {
    Set<FrameType> seen =
        good().map(GoldenFramesTest::decoded).map(Frame::type).collect(Collectors.toSet());

    assertThat(seen).containsExactlyInAnyOrder(FrameType.values());
  }

  @ParameterizedTest
  @MethodSource("bad")
  void badFrame_decoded_isRefusedWithItsFlaw(Golden golden) {
    MalformedFrameException reason =
        catchThrowableOfType(
            MalformedFrameException.class,
            () -> FrameCodec.decode(ByteBuffer.wrap(golden.octets())));

    assertThat(reason).isNotNull();
    assertThat(reason.flaw()).isEqualTo(Flaw.valueOf(golden.comment("error")));
  }

  @ParameterizedTest
  @MethodSource("later")
  void laterFrame_decoded_isThatOfToday(Golden golden) {
    String equal = golden.comment("equals");
    if (equal.equals("-")) {
      MalformedFrameException reason =
          catchThrowableOfType(
              MalformedFrameException.class,
              () -> FrameCodec.decode(ByteBuffer.wrap(golden.octets())));
      assertThat(reason.flaw()).isEqualTo(Flaw.UNKNOWN_TYPE);
    } else {
      assertThat(decoded(golden)).isEqualTo(decoded(GoldenFrames.named(equal)));
    }
  }

  @Test
  void callFrame_ofGoldenFile_hasItsValues() {
    CallFrame call = (CallFrame) decoded(GoldenFrames.named("call-offering-known.hex"));

    assertThat(call.call()).isEqualTo(0x2a);
    assertThat(call.line()).isEqualTo(0x1badcafe);
    assertThat(call.state()).isEqualTo(2);
    assertThat(call.features()).isEqualTo(0x85);
    assertThat(call.since()).isEqualTo(1764000000123L);
    assertThat(call.parties().caller()).isEqualTo(new Party(0xc, "+49 89 123456", "Queequeg"));
    assertThat(call.parties().called()).isEqualTo(new Party(0xc, "101", "Captain Ahab"));
    assertThat(call.memo()).isEqualTo(Octets.NONE);
  }

  private static Frame decoded(Golden golden) {
    try {
      return FrameCodec.decode(ByteBuffer.wrap(golden.octets()));
    } catch (MalformedFrameException reason) {
      throw new AssertionError(golden + ": " + reason.getMessage(), reason);
    }
  }
}
