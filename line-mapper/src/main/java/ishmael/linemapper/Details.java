package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.ChannelEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the phone system says of a call beyond TAPI's fields, as lines {@code name=value}. Source:
 * docs/calls.md, Details.
 */
final class Details {
  /** In UTF-16 units; a line that does not fit any more is left out. */
  static final int MAX_LENGTH = 1_024;

  /** In characters; longer values are cut. */
  private static final int MAX_VALUE = 320;

  private Optional<Channel> refChannel = Optional.empty();
  private String eventDetails = "";
  private Optional<Instant> talkingSince = Optional.empty();
  private List<Label> labels = List.of();
  private @Nullable Channel channel;
  private @Nullable DeviceName phone;
  private boolean told;
  private @Nullable String text;

  /** Takes what an event says; what it does not mention stays as it was. */
  void learn(ChannelEvent event) {
    refChannel = event.refChannel().or(() -> refChannel);
    eventDetails = event.details().isEmpty() ? eventDetails : event.details();
    talkingSince = event.busySince().or(() -> talkingSince);
    labels = event.labels().isEmpty() ? labels : event.labels();
    told = true;
    text = null;
  }

  /** Takes over what was told before a restart; it counts until the next event. */
  void adopt(String before) {
    text = before;
  }

  void takeFrom(Details other) {
    refChannel = other.refChannel;
    eventDetails = other.eventDetails;
    talkingSince = other.talkingSince;
    labels = other.labels;
    told = other.told;
    text = other.text;
  }

  /** Returns the lines; the same text as long as nothing changes. */
  String text(@Nullable Channel nowChannel, @Nullable DeviceName nowPhone) {
    String known = text;
    if (known == null || (told && !(same(channel, nowChannel) && same(phone, nowPhone)))) {
      channel = nowChannel;
      phone = nowPhone;
      known = told ? lines() : "";
      text = known;
    }
    return known;
  }

  private static boolean same(@Nullable Object one, @Nullable Object other) {
    return one == null ? other == null : one.equals(other);
  }

  private String lines() {
    StringBuilder lines = new StringBuilder(128);
    add(lines, "channel", channel == null ? "" : channel.value());
    add(lines, "phone", phone == null ? "" : phone.value());
    add(lines, "refChannel", refChannel.map(Channel::value).orElse(""));
    add(lines, "eventDetails", eventDetails);
    add(lines, "talkingSince", talkingSince.map(Instant::toString).orElse(""));
    for (int i = 0; i < labels.size(); i++) {
      add(lines, "label." + (i + 1), labels.get(i));
    }
    return lines.toString();
  }

  private static void add(StringBuilder lines, String name, Label label) {
    add(lines, name + ".name", label.displayName());
    add(lines, name + ".type", label.type());
    add(lines, name + ".value", label.value());
    add(lines, name + ".id", label.id());
    add(lines, name + ".visible", label.visible() ? "true" : "false");
  }

  /** An empty value says nothing; a value is one line, whatever the phone system sends. */
  private static void add(StringBuilder lines, String name, String value) {
    String line = name + "=" + inOneLine(value) + "\n";
    if (!value.isBlank() && lines.length() + line.length() <= MAX_LENGTH) {
      lines.append(line);
    }
  }

  private static String inOneLine(String value) {
    StringBuilder plain = new StringBuilder(value.length());
    value
        .codePoints()
        .limit(MAX_VALUE)
        .forEach(point -> plain.appendCodePoint(endsLine(point) ? ' ' : point));
    return plain.toString().strip();
  }

  private static boolean endsLine(int point) {
    return Character.isISOControl(point) || point == 0x2028 || point == 0x2029;
  }
}
