package ishmael.linemapper;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What is needed to recognise a call after a restart, as octets: version, flags, then channel,
 * phone and dialled number as length and UTF-8.
 */
final class MemoCodec {
  private static final byte VERSION = 1;
  private static final int OUTBOUND = 1;
  private static final int INTERNAL = 2;
  private static final int ORIGINATED = 4;
  private static final int CALLERS_KNOWN = 8;
  private static final int HELD = 16;
  private static final int FLAGS = OUTBOUND | INTERNAL | ORIGINATED | CALLERS_KNOWN | HELD;

  /** More than any channel or phone has; a longer one is left out. */
  private static final int MAX_TEXT = 320;

  private MemoCodec() {}

  /**
   * What a memo says; texts that are not known are empty.
   *
   * @param callersKnown whether requests for the line named the program's account
   * @param held whether its phone holds it
   */
  record Content(
      boolean outbound,
      boolean internal,
      boolean originated,
      boolean callersKnown,
      boolean held,
      String channel,
      String device,
      String dialled) {}

  /** Returns the memo of a call, made anew only when something in it changed. */
  static Memo memoOf(Call call) {
    Memo memo = call.memo;
    if (memo == null) {
      memo = encode(contentOf(call));
      call.memo = memo;
    }
    return memo;
  }

  private static Content contentOf(Call call) {
    Expected expected = call.expected;
    boolean dials = expected != null && expected.kind == Expected.Kind.DIAL;
    return new Content(
        call.outbound,
        call.internal,
        call.originated,
        call.line.callersKnown,
        call.held && (call.conference == null || call.conference.holds(call)),
        call.channel == null ? "" : call.channel.value(),
        call.device == null ? "" : call.device.value(),
        dials && expected != null ? expected.number : "");
  }

  static Memo encode(Content content) {
    byte[] channel = octets(content.channel());
    byte[] device = octets(content.device());
    byte[] dialled = octets(content.dialled());
    int flags =
        (content.outbound() ? OUTBOUND : 0)
            | (content.internal() ? INTERNAL : 0)
            | (content.originated() ? ORIGINATED : 0)
            | (content.callersKnown() ? CALLERS_KNOWN : 0)
            | (content.held() ? HELD : 0);
    ByteBuffer buffer = ByteBuffer.allocate(8 + channel.length + device.length + dialled.length);
    buffer.put(VERSION).put((byte) flags);
    buffer.putShort((short) channel.length).put(channel);
    buffer.putShort((short) device.length).put(device);
    buffer.putShort((short) dialled.length).put(dialled);
    return new Memo(buffer.array());
  }

  private static byte[] octets(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return octets.length > MAX_TEXT ? new byte[0] : octets;
  }

  /** Reads a memo; nothing if this gateway can not read it. */
  static Optional<Content> decode(Memo memo) {
    ByteBuffer buffer = ByteBuffer.wrap(memo.octets());
    try {
      if (buffer.get() != VERSION) {
        return Optional.empty();
      }
      int flags = buffer.get();
      Content content =
          new Content(
              (flags & OUTBOUND) != 0,
              (flags & INTERNAL) != 0,
              (flags & ORIGINATED) != 0,
              (flags & CALLERS_KNOWN) != 0,
              (flags & HELD) != 0,
              text(buffer),
              text(buffer),
              text(buffer));
      boolean whole = !buffer.hasRemaining() && (flags & ~FLAGS) == 0;
      return whole ? Optional.of(content) : Optional.empty();
    } catch (BufferUnderflowException | CharacterCodingException broken) {
      return Optional.empty();
    }
  }

  private static String text(ByteBuffer buffer) throws CharacterCodingException {
    int length = buffer.getShort();
    if (length < 0 || length > buffer.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer part = buffer.slice(buffer.position(), length);
    buffer.position(buffer.position() + length);
    return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
  }
}
