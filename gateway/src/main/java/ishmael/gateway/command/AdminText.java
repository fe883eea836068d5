package ishmael.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Results of the admin pipe for people. Source: docs/admin-protocol.md, Methods. */
final class AdminText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final String NONE = "-";
  private static final String ASKED = "same name?";

  private final ZoneId zone;

  /** Shows times of this zone. */
  AdminText(ZoneId zone) {
    this.zone = zone;
  }

  List<String> lines(JsonNode result) {
    String policy = result.path("policy").asText();
    TextTable table =
        new TextTable("LINE", "USER", "SERVICE", "CALLS", "BELONGS TO", "HELD BY", "SINCE");
    Map<String, Integer> reasons = new TreeMap<>();
    int held = 0;
    for (JsonNode line : result.path("lines")) {
      JsonNode holder = line.path("holder");
      held += holder.isObject() ? 1 : 0;
      boolean inService = line.path("inService").asBoolean();
      if (!inService) {
        reasons.merge(clean(line.path("reason").asText()), 1, Integer::sum);
      }
      table.row(
          text(line, "name"),
          text(line, "user"),
          inService ? "yes" : "no",
          line.path("calls").asText(),
          owners(policy, line.path("owners")),
          holder.isObject() ? holder(holder) : NONE,
          time(holder.path("since")));
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(
        "Lines: " + result.path("lines").size() + ", held: " + held + ". Policy: " + policy + ".");
    if (lines.stream().anyMatch(line -> line.contains(ASKED))) {
      lines.add(ASKED + " Windows is being asked for an account of that name; list again.");
    }
    reasons.forEach((reason, count) -> lines.add("Out of service: " + count + ". " + reason));
    return lines;
  }

  private static String owners(String policy, JsonNode owners) {
    if (!policy.equals("own")) {
      return policy.equals("open") ? "everybody" : "who uses it first";
    }
    List<String> names = new ArrayList<>();
    owners.path("accounts").forEach(account -> names.add(clean(account.asText())));
    String sameName = owners.path("sameName").asText();
    if (sameName.equals("yes")) {
      names.add("same name");
    } else if (sameName.equals("unknown")) {
      names.add(ASKED);
    }
    return names.isEmpty() ? "nobody" : String.join(", ", names);
  }

  private static String holder(JsonNode holder) {
    return text(holder, "account") + " (session " + holder.path("session").asText() + ")";
  }

  List<String> sessions(JsonNode result) {
    TextTable table =
        new TextTable("SESSION", "ACCOUNT", "STATE", "CLIENT", "OWNS", "HOLDS", "SIGNED IN");
    for (JsonNode session : result.path("sessions")) {
      table.row(
          session.path("session").asText(),
          text(session, "account"),
          text(session, "state"),
          text(session, "client"),
          texts(session.path("owns"), NONE),
          text(session, "holds"),
          time(session.path("since")));
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add("Sessions: " + result.path("sessions").size() + ".");
    return lines;
  }

  List<String> policy(JsonNode result) {
    String mode = result.path("policy").asText();
    List<String> lines = new ArrayList<>();
    lines.add("policy           " + mode + meaning(mode));
    lines.add("unknown callers  " + text(result, "unknownCallers"));
    lines.add("domains          " + texts(result.path("domains"), "any"));
    lines.add("administrators   " + texts(result.path("administrators"), "none"));
    lines.addAll(ended(result));
    return lines;
  }

  private static String meaning(String mode) {
    return switch (mode) {
      case "own" -> ": a line obeys the account that owns it";
      case "claim" -> ": a line obeys the first session that uses it";
      case "open" -> ": a line obeys everybody";
      default -> "";
    };
  }

  List<String> map(JsonNode result) {
    TextTable table = new TextTable("ACCOUNT", "USERS");
    for (JsonNode row : result.path("map")) {
      table.row(text(row, "account"), texts(row.path("users"), NONE));
    }
    List<String> lines = new ArrayList<>();
    if (result.path("map").isEmpty()) {
      lines.add("The table is empty: accounts own the line of the user of the same name.");
    } else {
      lines.addAll(table.lines());
    }
    lines.addAll(ended(result));
    return lines;
  }

  /** Returns a line for each claim that a change has ended. */
  List<String> ended(JsonNode result) {
    List<String> lines = new ArrayList<>();
    for (JsonNode claim : result.path("ended")) {
      lines.add(
          "Released: "
              + text(claim, "line")
              + ", held by "
              + holder(claim)
              + " since "
              + time(claim.path("since"))
              + ".");
    }
    return lines;
  }

  private String time(JsonNode node) {
    if (!node.isTextual()) {
      return NONE;
    }
    try {
      return TIME.format(Instant.parse(node.textValue()).atZone(zone));
    } catch (DateTimeParseException e) {
      return clean(node.textValue());
    }
  }

  private static String texts(JsonNode array, String none) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(clean(one.asText())));
    return texts.isEmpty() ? none : String.join(", ", texts);
  }

  private static String text(JsonNode object, String name) {
    String text = object.path(name).asText("");
    return text.isBlank() || object.path(name).isNull() ? NONE : clean(text);
  }

  /** Names come from the phone system: nothing in them may move the cursor or turn the text. */
  static String clean(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }
}
