package ishmael.simulator.phonesystem.protocol;

import static ishmael.simulator.phonesystem.protocol.Mobydick.element;

import com.google.common.collect.ImmutableMap;

/**
 * One wish for events.
 *
 * @param type name of the event, or {@code *} for all of the module
 * @param supervisor events of all users, not only the subscriber's
 * @param filters element of the event to the text it must have; all must match
 */
record Subscription(
    String module, String type, boolean supervisor, ImmutableMap<String, String> filters) {

  static Subscription parse(XmlElement element) {
    ImmutableMap.Builder<String, String> filters = ImmutableMap.builder();
    element
        .childrenNamed("AttributeFilter")
        .forEach(f -> filters.put(f.attribute("name", ""), f.attribute("equals", "")));
    return new Subscription(
        element.attribute("module", ""),
        element.attribute("type", "*"),
        element.attribute("scope", "user").equals("supervisor"),
        filters.buildKeepingLast());
  }

  XmlElement toXml() {
    XmlElement.Builder out =
        element("Subscription")
            .attribute("module", module)
            .attribute("type", type)
            .attribute("scope", supervisor ? "supervisor" : "user");
    filters.forEach(
        (name, value) ->
            out.add(
                element("AttributeFilter")
                    .attribute("name", name)
                    .attribute("equals", value)
                    .build()));
    return out.build();
  }

  boolean covers(EventStanzas.Outgoing event) {
    return module.equals(event.module())
        && (type.equals("*") || type.equals(event.type()))
        && filters.entrySet().stream()
            .allMatch(f -> value(event.payload(), f.getKey()).equals(f.getValue()));
  }

  private static String value(XmlElement payload, String name) {
    return payload.attribute(name, payload.childText(name));
  }
}
