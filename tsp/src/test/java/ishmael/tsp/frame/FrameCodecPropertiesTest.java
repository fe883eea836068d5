package ishmael.tsp.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FrameCodecPropertiesTest {

  @Property(tries = 2000)
  void anyFrame_encodedAndDecoded_isTheSame(@ForAll("frames") Frame frame) throws Exception {
    assertThat(FrameCodec.decode(ByteBuffer.wrap(FrameCodec.encode(frame)))).isEqualTo(frame);
  }

  @Property(tries = 2000)
  void frameWithLaterFields_decoded_isTheSame(
      @ForAll("frames") Frame frame, @ForAll @Size(max = 64) byte[] later) throws Exception {
    byte[] encoded = FrameCodec.encode(frame);
    ByteBuffer body = ByteBuffer.allocate(encoded.length - 4 + later.length);
    body.put(encoded, 4, encoded.length - 4).put(later).flip();

    assertThat(FrameCodec.decodeBody(body)).isEqualTo(frame);
  }

  @Property(tries = 2000)
  void cutFrame_decoded_isRefusedOrShorter(@ForAll("frames") Frame frame, @ForAll int cut) {
    byte[] encoded = FrameCodec.encode(frame);
    int length = 4 + Math.floorMod(cut, encoded.length - 4);

    assertThatThrownBy(() -> FrameCodec.decodeBody(ByteBuffer.wrap(encoded, 4, length - 4)))
        .isInstanceOf(MalformedFrameException.class);
  }

  @Property(tries = 5000)
  void randomBody_decoded_neverFailsOtherwise(
      @ForAll("types") int type, @ForAll @Size(max = 300) byte[] octets) {
    ByteBuffer body = ByteBuffer.allocate(2 + octets.length);
    body.put((byte) type).put((byte) (type >> 8)).put(octets).flip();

    assertOnlyMalformed(body);
  }

  @Property(tries = 5000)
  void damagedFrame_decoded_neverFailsOtherwise(
      @ForAll("frames") Frame frame, @ForAll int at, @ForAll byte value) {
    byte[] octets = FrameCodec.encode(frame);
    octets[4 + Math.floorMod(at, octets.length - 4)] = value;

    assertOnlyMalformed(ByteBuffer.wrap(octets, 4, octets.length - 4));
  }

  @Property
  void anyText_madeToFit_isAccepted(
      @ForAll("anyTexts") String text, @ForAll @IntRange(max = 40) int limit) {
    String fitted = FrameText.fit(text, limit);

    assertThat(fitted.length()).isLessThanOrEqualTo(limit);
    assertThat(FrameText.check("it", fitted)).isEqualTo(FrameText.fit(fitted, limit));
  }

  @Example
  void text_withHalfACharacter_isMadeToFit() {
    assertThat(FrameText.fit("a\uD83D b\u0000")).isEqualTo("a\uFFFD b\uFFFD");
    assertThat(FrameText.fit("ab\uD83D\uDE00", 3)).isEqualTo("ab");
  }

  @Example
  void call_tooBigForAFrame_cannotBeMade() {
    String longest = "x".repeat(FrameText.MAX_UNITS);
    Party party = new Party(0xc, longest, longest);
    Parties parties = new Parties(party, party, party, party, party);

    assertThatThrownBy(
            () -> new CallFrame(1, 1, 1, 0, 0, 0, 0, 0, 0, 0, parties, "", Octets.NONE, 0, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("frame");
  }

  @Example
  void sid_ofAnAccount_isWrittenAsWindowsDoes() {
    byte[] system = {1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0};

    assertThat(new Caller.Known(Octets.of(system), 3).sidText()).isEqualTo("S-1-5-18");
  }

  private static void assertOnlyMalformed(ByteBuffer body) {
    try {
      assertThat(FrameCodec.encode(FrameCodec.decodeBody(body)).length)
          .isLessThanOrEqualTo(4 + body.remaining());
    } catch (MalformedFrameException reason) {
      assertThat(reason.getMessage()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<Integer> types() {
    return Arbitraries.of(FrameType.values()).map(FrameType::code);
  }

  @Provide
  Arbitrary<String> anyTexts() {
    return Arbitraries.strings().ofMaxLength(50);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(9, Arbitraries.strings().ofMaxLength(30)),
            net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(FrameText.MAX_UNITS)))
        .map(FrameText::fit);
  }

  private static Arbitrary<Octets> octets(int min, int max) {
    return Arbitraries.bytes().array(byte[].class).ofMinSize(min).ofMaxSize(max).map(Octets::of);
  }

  private static Arbitrary<Integer> ids() {
    return Arbitraries.integers().filter(id -> id != 0);
  }

  private static Arbitrary<Integer> u16() {
    return Arbitraries.integers().between(0, 0xffff);
  }

  private static Arbitrary<Long> u32() {
    return Arbitraries.longs().between(0, 0xffff_ffffL);
  }

  private static Arbitrary<Caller> callers() {
    return Arbitraries.oneOf(
        Combinators.combine(octets(8, 68), Arbitraries.integers()).as(Caller.Known::new),
        Arbitraries.integers().map(Caller.Nobody::new),
        Arbitraries.integers().map(Caller.Failed::new),
        Combinators.combine(octets(16, 16), Arbitraries.integers()).as(Caller.Asked::new));
  }

  private static Arbitrary<Parties> parties() {
    Arbitrary<Party> party =
        Combinators.combine(
                Arbitraries.integers(),
                Arbitraries.strings().ofMaxLength(40).map(FrameText::fit),
                Arbitraries.strings().ofMaxLength(40).map(FrameText::fit))
            .as(Party::new);
    return Combinators.combine(party, party, party, party, party).as(Parties::new);
  }

  private record Extras(String comment, String details, long conference) {}

  private static Arbitrary<CallFrame> calls() {
    return Combinators.combine(
            Arbitraries.longs().filter(id -> id != 0),
            ids(),
            Arbitraries.integers().array(int[].class).ofSize(7),
            Arbitraries.longs(),
            parties(),
            Combinators.combine(texts(), texts(), Arbitraries.longs()).as(Extras::new),
            octets(0, 1024))
        .as(
            (call, line, n, since, parties, extras, memo) ->
                new CallFrame(
                    call,
                    line,
                    n[0],
                    n[1],
                    n[2],
                    n[3],
                    n[4],
                    n[5],
                    n[6],
                    since,
                    parties,
                    extras.comment(),
                    memo,
                    extras.conference(),
                    extras.details()));
  }

  private static Arbitrary<LineFrame> lines() {
    return Combinators.combine(
            ids(),
            Arbitraries.of(true, false),
            texts().list().ofSize(4),
            Arbitraries.integers().array(int[].class).ofSize(3),
            u16(),
            u16(),
            u16())
        .as(
            (line, on, texts, n, active, held, conference) ->
                new LineFrame(
                    line,
                    on,
                    texts.get(0),
                    texts.get(1),
                    texts.get(2),
                    n[0],
                    n[1],
                    n[2],
                    active,
                    held,
                    conference,
                    texts.get(3)));
  }

  private static Arbitrary<Request> requests() {
    return Combinators.combine(
            Arbitraries.integers(),
            u16(),
            ids(),
            Arbitraries.longs(),
            Arbitraries.longs(),
            callers(),
            texts(),
            octets(0, 1024))
        .as(
            (request, operation, line, call, other, caller, target, data) ->
                new Request(
                    request,
                    operation,
                    line,
                    call,
                    other,
                    caller,
                    target,
                    request,
                    data,
                    call ^ other));
  }

  @Provide
  Arbitrary<Frame> frames() {
    Arbitrary<Frame> hello =
        Combinators.combine(u16(), u16(), u32(), Arbitraries.of(32, 64), texts())
            .as(
                (a, b, pid, bits, build) ->
                    new Hello(Math.min(a, b), Math.max(a, b), pid, bits, build));
    Arbitrary<Frame> bare = Arbitraries.of(new Ready(), new Snapshot(), new SnapshotEnd());
    Arbitrary<Frame> small =
        Combinators.combine(ids(), Arbitraries.integers(), Arbitraries.longs())
            .flatAs(
                (id, result, stamp) ->
                    Arbitraries.of(
                        Stream.<Frame>of(
                                new LineGone(id),
                                new Answer(id, result),
                                new Ping(stamp),
                                new Pong(stamp))
                            .toList()));
    Arbitrary<Frame> welcome =
        Combinators.combine(u16(), u32(), texts(), texts())
            .as((v, limit, text, tickets) -> new Welcome(v, limit, text, tickets));
    Arbitrary<Frame> refused =
        Combinators.combine(Arbitraries.integers(), texts())
            .as((code, text) -> new Refused(code, text));
    return Arbitraries.oneOf(
        hello,
        bare,
        small,
        welcome,
        refused,
        calls(),
        calls().map(HeldCall::new),
        lines(),
        requests());
  }
}
