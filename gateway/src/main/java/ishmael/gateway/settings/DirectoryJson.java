package ishmael.gateway.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ishmael.gateway.directory.DirectoryMemory;
import ishmael.linemapper.Capability;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Extension;
import ishmael.linemapper.Phone;
import ishmael.linemapper.Place;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is in a {@link DirectoryFile}, version 1. Places and redirect came later: they may be
 * missing, and an earlier gateway reads over them.
 */
final class DirectoryJson {
  private static final int VERSION = 1;

  private DirectoryJson() {}

  /** The file is not what was written; a part of it would make lines vanish. */
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1;

    DamagedException(String message) {
      super(message);
    }
  }

  static ObjectNode write(DirectoryMemory memory, String account) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("version", VERSION).put("account", account).put("supervisor", memory.supervisor());
    root.set("own", user(memory.own()));
    ArrayNode users = root.putArray("users");
    memory.users().forEach(user -> users.add(user(user)));
    return root;
  }

  private static ObjectNode user(User user) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", user.spelling()).put("login", user.name().value());
    node.put("displayName", user.displayName());
    user.extension().ifPresent(extension -> node.put("extension", extension.value()));
    ArrayNode phones = node.putArray("phones");
    for (Phone phone : user.phones()) {
      ObjectNode one = phones.addObject();
      one.put("name", phone.name().value()).put("type", phone.type());
      ArrayNode capabilities = one.putArray("capabilities");
      phone.capabilities().forEach(capability -> capabilities.add(capability.name()));
    }
    ArrayNode places = node.putArray("places");
    user.places().forEach(place -> places.add(place(place)));
    user.redirect().ifPresent(target -> node.put("redirect", target));
    return node;
  }

  private static ObjectNode place(Place place) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", place.name()).put("own", place.own());
    ArrayNode phones = node.putArray("phones");
    place.phones().forEach(device -> phones.add(device.value()));
    return node;
  }

  /** Returns nothing if it is the directory of another account. */
  static Optional<DirectoryMemory> read(JsonNode root, String account) throws DamagedException {
    int version = root.path("version").asInt(0);
    if (version != VERSION) {
      throw new DamagedException("it is of version " + version + ", not " + VERSION);
    }
    if (!text(root, "account").equals(account)) {
      return Optional.empty();
    }
    try {
      List<User> users = new ArrayList<>();
      for (JsonNode node : array(root, "users")) {
        users.add(user(node));
      }
      return Optional.of(
          new DirectoryMemory(flag(root, "supervisor"), user(root.path("own")), users));
    } catch (IllegalArgumentException e) {
      throw new DamagedException("it is damaged: " + e.getMessage());
    }
  }

  private static User user(JsonNode node) throws DamagedException {
    List<Phone> phones = new ArrayList<>();
    for (JsonNode one : array(node, "phones")) {
      phones.add(new Phone(new DeviceName(text(one, "name")), text(one, "type"), can(one)));
    }
    Optional<Extension> extension =
        node.has("extension")
            ? Optional.of(new Extension(text(node, "extension")))
            : Optional.empty();
    return new User(
        new UserName(text(node, "login")),
        text(node, "name"),
        text(node, "displayName"),
        extension,
        phones,
        places(node),
        node.has("redirect") ? Optional.of(text(node, "redirect")) : Optional.empty());
  }

  private static List<Place> places(JsonNode user) throws DamagedException {
    List<Place> places = new ArrayList<>();
    if (user.has("places")) {
      for (JsonNode one : array(user, "places")) {
        List<DeviceName> phones = new ArrayList<>();
        for (JsonNode phone : array(one, "phones")) {
          phones.add(new DeviceName(phone.asText()));
        }
        places.add(new Place(text(one, "name"), flag(one, "own"), phones));
      }
    }
    return places;
  }

  /** A later version may know capabilities that this one does not. */
  private static Set<Capability> can(JsonNode phone) throws DamagedException {
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    for (JsonNode one : array(phone, "capabilities")) {
      Capability.ofElement(one.asText()).ifPresent(capabilities::add);
    }
    return capabilities;
  }

  private static String text(JsonNode node, String key) throws DamagedException {
    JsonNode value = node.path(key);
    if (!value.isTextual()) {
      throw new DamagedException("it is damaged: a text \"" + key + "\" is missing");
    }
    return value.textValue();
  }

  private static boolean flag(JsonNode node, String key) throws DamagedException {
    JsonNode value = node.path(key);
    if (!value.isBoolean()) {
      throw new DamagedException("it is damaged: \"" + key + "\" is missing");
    }
    return value.booleanValue();
  }

  private static JsonNode array(JsonNode node, String key) throws DamagedException {
    JsonNode value = node.path(key);
    if (!value.isArray()) {
      throw new DamagedException("it is damaged: a list \"" + key + "\" is missing");
    }
    return value;
  }
}
