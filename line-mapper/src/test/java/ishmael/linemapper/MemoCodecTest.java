package ishmael.linemapper;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class MemoCodecTest {
  @Property
  void decode_whatWasEncoded_isEqual(
      @ForAll boolean outbound,
      @ForAll boolean internal,
      @ForAll boolean originated,
      @ForAll boolean callersKnown,
      @ForAll boolean held,
      @ForAll("texts") String channel,
      @ForAll("texts") String device) {
    MemoCodec.Content content =
        new MemoCodec.Content(
            outbound, internal, originated, callersKnown, held, channel, device, "+49891");
    assertThat(MemoCodec.decode(MemoCodec.encode(content))).contains(content);
  }

  @net.jqwik.api.Provide
  net.jqwik.api.Arbitrary<String> texts() {
    return net.jqwik.api.Arbitraries.strings()
        .withCharRange(' ', '\u00ff')
        .withChars('鯨', '€')
        .ofMaxLength(100);
  }

  @Property
  void decode_anyOctets_neverFails(@ForAll @Size(max = 64) byte[] octets) {
    MemoCodec.decode(new Memo(octets)).ifPresent(c -> assertThat(c.channel()).isNotNull());
  }

  @Property(tries = 300)
  void decode_changedOctet_isAnotherMemoOrNone(@ForAll byte value, @ForAll byte position) {
    byte[] octets =
        MemoCodec.encode(
                new MemoCodec.Content(true, false, true, false, true, "SIP/a-1", "Snom", "12"))
            .octets();
    int index = Math.floorMod(position, octets.length);
    octets[index] = value;
    Memo memo = new Memo(octets);
    assertThat(MemoCodec.decode(memo).map(MemoCodec::encode).orElse(memo)).isEqualTo(memo);
  }

  @Test
  void decode_everyPrefix_isUnreadable() {
    byte[] octets =
        MemoCodec.encode(
                new MemoCodec.Content(true, true, true, true, false, "SIP/a-1", "Snom", "12"))
            .octets();
    for (int length = 0; length < octets.length; length++) {
      assertThat(MemoCodec.decode(new Memo(java.util.Arrays.copyOf(octets, length)))).isEmpty();
    }
  }

  @Property(tries = 50)
  void encode_longTexts_staysWithinAMemo(@ForAll @StringLength(min = 300, max = 2000) String text) {
    Memo memo =
        MemoCodec.encode(new MemoCodec.Content(true, true, true, true, true, text, text, text));
    assertThat(memo.octets().length).isLessThanOrEqualTo(1024);
    assertThat(MemoCodec.decode(memo)).isPresent();
  }
}
