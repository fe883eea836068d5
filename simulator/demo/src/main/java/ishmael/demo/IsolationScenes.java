package ishmael.demo;

import ishmael.linemapper.CallState;
import ishmael.linemapper.LineError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Scenes about who may use which line, under the policy {@code own}. */
final class IsolationScenes {
  private static final Optional<LineError> REFUSED = Optional.of(LineError.OPERATIONUNAVAIL);

  private IsolationScenes() {}

  static List<Scene> all() {
    return List.of(
        new Scene(
            "a stranger dials from another's line, and hangs up there", IsolationScenes::stranger),
        new Scene("a secretary dials from the boss's line", IsolationScenes::secretary),
        new Scene(
            "an admin releases a claimed line, the next session takes it",
            IsolationScenes::released));
  }

  private static void stranger(Stage stage) throws Exception {
    int before = isolation(stage).audit().size();
    stage.world().takeCommands();
    refused(stage, Sailor.STARBUCK, "101");
    ringsStubb(stage, Sailor.STARBUCK, "102");
    List<String> asked = stage.world().takeCommands();
    stage.equal(
        "how often the phone system was asked to dial",
        1L,
        asked.stream().filter(command -> command.contains("Dial")).count());
    CallKey call = Scenes.talksToOutside(stage);
    stage.equal(
        "lineDrop of Ahab's call by Starbuck",
        REFUSED,
        isolation(stage).as(Sailor.STARBUCK).drop(call));
    tell(stage, Sailor.STARBUCK, "hangs up on line 101", REFUSED);
    stage.equal("the calls of Ahab's phone", 1, stage.phones().channelsOf("ahab").size());
    stage.ok("lineDrop by Ahab", stage.tapi().drop(call));
    stage.ended("101", call);
    Scenes.noChannels(stage);
    audited(stage, before, Sailor.STARBUCK, "ahab", "MakeCall", "refused", "not-own");
    audited(stage, before, Sailor.STARBUCK, "ahab", "Drop", "refused", "not-own");
  }

  private static void secretary(Stage stage) throws Exception {
    int before = isolation(stage).audit().size();
    ringsStubb(stage, Sailor.PERTH, "101");
    refused(stage, Sailor.PERTH, "102");
    Scenes.noChannels(stage);
    audited(stage, before, Sailor.PERTH, "ahab", "MakeCall", "done", "owner");
    audited(stage, before, Sailor.PERTH, "starbuck", "MakeCall", "refused", "not-own");
  }

  private static void released(Stage stage) throws Exception {
    int before = isolation(stage).audit().size();
    ringsStubb(stage, Sailor.DOUGHBOY, "106");
    refused(stage, Sailor.FLEECE, "106");
    release(stage);
    ringsStubb(stage, Sailor.FLEECE, "106");
    refused(stage, Sailor.DOUGHBOY, "106");
    release(stage);
    Scenes.noChannels(stage);
    audited(stage, before, Sailor.FLEECE, "pip", "MakeCall", "refused", "held");
    audited(stage, before, Sailor.FLEECE, "pip", "MakeCall", "done", "claim");
    audited(stage, before, Sailor.DOUGHBOY, "pip", "MakeCall", "refused", "held");
  }

  /** Dials Stubb, who does not answer, and hangs up. */
  private static void ringsStubb(Stage stage, Sailor who, String line) throws Exception {
    Telephony theirs = isolation(stage).as(who);
    tell(stage, who, "dials 103 from line " + line, Optional.empty());
    CallKey call = stage.made("lineMakeCall by " + who, theirs.makeCall(line, "103"));
    stage.state(line, call, CallState.RINGBACK);
    CallKey offered = stage.state("103", CallState.OFFERING).call();
    stage.ok("lineDrop by " + who, theirs.drop(call));
    stage.ended(line, call);
    stage.ended("103", offered);
  }

  private static void refused(Stage stage, Sailor who, String line) throws Exception {
    Telephony.Made made = isolation(stage).as(who).makeCall(line, "103");
    stage.equal("lineMakeCall by " + who + " on line " + line, REFUSED, made.error());
    tell(stage, who, "dials 103 from line " + line, made.error());
  }

  private static void tell(Stage stage, Sailor who, String what, Optional<LineError> error) {
    String end = error.map(e -> ": LINEERR_" + e).orElse("");
    stage.tell(who.account() + " (session " + who.session() + ") " + what + end);
  }

  private static void release(Stage stage) throws Exception {
    Isolation.Admin done = isolation(stage).admin(List.of("release", "pip"));
    stage.tell("./ishmael release pip");
    done.said().lines().forEach(line -> stage.tell("  " + line));
    stage.equal("the exit code of ./ishmael release pip", 0, done.code());
  }

  private static void audited(
      Stage stage, int before, Sailor who, String line, String operation, String... ends)
      throws Exception {
    List<String> parts =
        List.of(
            "\"account\":\"" + who.account().replace("\\", "\\\\") + "\"",
            "\"session\":" + who.session() + ",",
            "\"line\":\"" + line + "\"",
            "\"operation\":\"" + operation + "\"");
    stage.eventually(
        () ->
            audit(stage, before).stream()
                .anyMatch(
                    entry ->
                        parts.stream().allMatch(entry::contains)
                            && Arrays.stream(ends)
                                .allMatch(end -> entry.contains("\"" + end + "\""))),
        "the audit file tells of " + operation + " on the line of " + line + " by " + who);
  }

  private static List<String> audit(Stage stage, int before) {
    try {
      List<String> all = isolation(stage).audit();
      return all.subList(Math.min(before, all.size()), all.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Isolation isolation(Stage stage) {
    return stage.world().isolation().orElseThrow();
  }
}
