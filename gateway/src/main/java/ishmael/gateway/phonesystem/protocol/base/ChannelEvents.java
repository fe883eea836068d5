package ishmael.gateway.phonesystem.protocol.base;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.linemapper.Channel;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Party;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads base.ChannelEvent. */
public final class ChannelEvents {
  /** The element's name. */
  public static final String NAME = "ChannelEvent";

  private static final Map<String, ChannelEventType> TYPES =
      Arrays.stream(ChannelEventType.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  type -> type.name().toLowerCase(Locale.ROOT), Function.identity()));

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
            element.isTrue("outbound"),
            element.isTrue("internal"),
            party(element, "source"),
            party(element, "target"),
            element.instantOf("busySince"),
            element.textOf("refChannel").map(Channel::new),
            element.textOf("device").map(DeviceName::new),
            new Party(
                element.textOf("fromName").orElse(""), element.textOf("fromNumber").orElse("")),
            Labels.listIn(element)));
  }

  private static Optional<ChannelEventType> type(String text) {
    return Optional.ofNullable(TYPES.get(text.toLowerCase(Locale.ROOT)));
  }

  private static Party party(Element element, String end) {
    String name =
        element.textOf(end + "Name").or(() -> element.textOf(end + "CallerIdName")).orElse("");
    return new Party(name, element.textOf(end + "Number").orElse(""));
  }
}
