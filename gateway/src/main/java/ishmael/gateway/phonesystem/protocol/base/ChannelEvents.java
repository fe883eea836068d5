package ishmael.gateway.phonesystem.protocol.base;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.linemapper.Channel;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Label;
import ishmael.linemapper.Party;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads base.ChannelEvent. */
public final class ChannelEvents {
  /** The element's name. */
  public static final String NAME = "ChannelEvent";

  /** Later instants are nonsense: 1 January 2200. */
  private static final long LAST_MILLIS = 7_258_118_400_000L;

  private ChannelEvents() {}

  /** Returns the event, or nothing if its type is unknown or it names no channel. */
  public static Optional<ChannelEvent> parse(Element element) {
    Optional<ChannelEventType> type = element.textOf("eventType").flatMap(ChannelEvents::type);
    Optional<Channel> channel = element.textOf("eventId").map(Channel::new);
    if (type.isEmpty() || channel.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ChannelEvent(
            type.get(),
            channel.get(),
            element.textOf("eventDetails").orElse(""),
            isTrue(element, "outbound"),
            isTrue(element, "internal"),
            party(element, "source"),
            party(element, "target"),
            element.textOf("busySince").flatMap(ChannelEvents::instant),
            element.textOf("refChannel").map(Channel::new),
            element.textOf("device").map(DeviceName::new),
            new Party(
                element.textOf("fromName").orElse(""), element.textOf("fromNumber").orElse("")),
            labels(element)));
  }

  private static Optional<ChannelEventType> type(String text) {
    return Arrays.stream(ChannelEventType.values())
        .filter(one -> one.name().equalsIgnoreCase(text))
        .findFirst();
  }

  private static Party party(Element element, String end) {
    String name =
        element.textOf(end + "Name").or(() -> element.textOf(end + "CallerIdName")).orElse("");
    return new Party(name, element.textOf(end + "Number").orElse(""));
  }

  private static Optional<Instant> instant(String text) {
    if (!text.matches("[0-9]{1,15}")) {
      return Optional.empty();
    }
    long millis = Long.parseLong(text);
    return millis == 0 || millis > LAST_MILLIS
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(millis));
  }

  private static List<Label> labels(Element element) {
    return element
        .child("LabelList")
        .map(list -> list.children("Label").stream().map(ChannelEvents::label).toList())
        .orElse(List.of());
  }

  private static Label label(Element label) {
    return new Label(
        label.textOf("id").orElse(""),
        label.textOf("displayName").orElse(""),
        label.textOf("type").orElse(""),
        label.textOf("value").orElse(""),
        isTrue(label, "visible"));
  }

  private static boolean isTrue(Element element, String child) {
    return element.textOf(child).map("true"::equalsIgnoreCase).orElse(false);
  }
}
