package ishmael.demo;

import ishmael.demo.TapiEvent.CallStateEvent;
import ishmael.linemapper.CallState;
import ishmael.linemapper.LineError;
import ishmael.simulator.phonesystem.engine.CallRefused;
import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.engine.UserAccount;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be typed at the demo's prompt. Answers with the text to show. */
final class Commands {
  /** Shows what can be typed. */
  static final String HELP =
      """
      As a program on a terminal server (TAPI):
        dial USER NUMBER      lineMakeCall on the user's line
        answer USER           lineAnswer the ringing call
        hold USER             lineHold
        resume USER           lineUnhold
        hangup USER           lineDrop
        pickup USER NUMBER    linePickup the call that rings at that extension
        transfer USER NUMBER  lineBlindTransfer
        redirect USER NUMBER  lineRedirect the ringing call
        consult USER NUMBER   lineSetupTransfer, then lineDial
        complete USER         lineCompleteTransfer
        conference USER       lineCompleteTransfer as a conference
        as ACCOUNT …          one of these as a program of another account, such as
                              as starbuck dial ahab 103; not with --windows
        tapi …                ishmael tapi in this Windows, such as tapi list; with --windows only
        lines                 the lines, as lineGetDevCaps lists them
        calls                 the calls that live now
      As an admin of the terminal server (not with --windows):
        ishmael …             lines, sessions, release LINE, policy, map; --help with each
      As the people at their phones:
        ring USER [NUMBER [NAME…]]   somebody outside calls the user
        desk USER answer|hangup      the user lifts or puts down the receiver
        far USER hangup|answer       whoever is at the other end does it
      As the machine room:
        restart xmpp          the phone system's XMPP server restarts, calls go on
        restart gateway       the gateway is killed and started again
        users                 who is there
        help, quit""";

  /** The words a line can begin with. */
  static final List<String> VERBS =
      List.of(
          "dial",
          "answer",
          "hold",
          "resume",
          "hangup",
          "pickup",
          "transfer",
          "redirect",
          "consult",
          "complete",
          "conference",
          "as",
          "tapi",
          "ishmael",
          "lines",
          "calls",
          "ring",
          "desk",
          "far",
          "restart",
          "users",
          "help",
          "quit");

  private static final List<String> ADMIN =
      List.of("lines", "sessions", "release", "policy", "map");

  private static final Set<CallState> ALIVE =
      EnumSet.complementOf(EnumSet.of(CallState.IDLE, CallState.DISCONNECTED));
  private static final Map<String, Set<CallState>> STATES =
      Map.of(
          "answer", EnumSet.of(CallState.OFFERING, CallState.ACCEPTED),
          "hold", EnumSet.of(CallState.CONNECTED),
          "resume", EnumSet.of(CallState.ONHOLD),
          "hangup", ALIVE);

  private final World world;
  private final Telephony telephony;
  private final CallBoard board;
  private final HandoverCommands handovers;

  Commands(World world, CallBoard board) {
    this(world, world.telephony(), board);
  }

  private Commands(World world, Telephony telephony, CallBoard board) {
    this.world = world;
    this.telephony = telephony;
    this.board = board;
    this.handovers = new HandoverCommands(telephony, board);
  }

  /** Carries out one line and returns what to print; never throws for what a person typed. */
  String carryOut(String line) throws IOException {
    List<String> words = List.of(line.strip().split("\\s+"));
    try {
      return carryOut(words);
    } catch (CallRefused e) {
      return "The phone system says: " + e.reason();
    } catch (IndexOutOfBoundsException e) {
      return "Something is missing; help shows how it is typed.";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private String carryOut(List<String> words) throws IOException {
    return switch (words.get(0)) {
      case "" -> "";
      case "help" -> HELP;
      case "users" -> users();
      case "lines" -> lines();
      case "calls" -> calls();
      case "dial" -> made(telephony.makeCall(extension(words.get(1)), rest(words, 2)));
      case "pickup" -> made(telephony.pickup(extension(words.get(1)), words.get(2)));
      case "answer", "hold", "resume", "hangup" -> control(words.get(0), extension(words.get(1)));
      case "transfer", "redirect", "consult", "complete", "conference" ->
          handovers.carryOut(words.get(0), extension(words.get(1)), words);
      case "as" -> as(words);
      case "ishmael" -> admin(words);
      case "tapi" -> tapi(words);
      case "ring" -> ring(words);
      case "desk" -> desk(user(words.get(1)), words.get(2));
      case "far" -> far(user(words.get(1)), words.get(2));
      case "restart" -> restart(words.get(1));
      default -> "There is no command '" + words.get(0) + "'; help lists them.";
    };
  }

  private String control(String verb, String line) throws IOException {
    Optional<CallStateEvent> call = board.newest(line, STATES.getOrDefault(verb, ALIVE));
    if (call.isEmpty()) {
      return "Line " + line + " has no call to " + verb + ".";
    }
    CallKey key = call.get().call();
    return switch (verb) {
      case "answer" -> result(telephony.answer(key));
      case "hold" -> result(telephony.hold(key));
      case "resume" -> result(telephony.unhold(key));
      default -> result(telephony.drop(key));
    };
  }

  private String ring(List<String> words) {
    String number = words.size() > 2 ? words.get(2) : "0015085550100";
    String name = words.size() > 3 ? rest(words, 3) : words.size() > 2 ? "" : "Nantucket Chandlers";
    phones().outsideCalls(number, name, extension(words.get(1)));
    return "";
  }

  private String desk(UserAccount user, String what) {
    String phone = phones().phoneOf(user.name()).orElseThrow().name();
    if (what.equals("answer")) {
      phones().answer(phone);
    } else if (what.equals("hangup")) {
      phones().putDown(phone);
    } else {
      return "A person at the desk can answer or hangup.";
    }
    return "";
  }

  private String far(UserAccount user, String what) {
    String channel =
        phones().channelsOf(user.name()).stream()
            .reduce((older, newer) -> newer)
            .orElseThrow(() -> new IllegalArgumentException(user.name() + " has no call."))
            .id();
    if (what.equals("answer")) {
      phones().farEndAnswers(channel);
    } else if (what.equals("hangup")) {
      phones().farEndHangsUp(channel);
    } else {
      return "The far end can answer or hangup.";
    }
    return "";
  }

  private String as(List<String> words) throws IOException {
    Telephony theirs = isolation().as(Sailor.named(words.get(1)));
    return new Commands(world, theirs, board).carryOut(words.subList(2, words.size()));
  }

  private String admin(List<String> words) throws IOException {
    if (!ADMIN.contains(words.get(1))) {
      return "Behind ishmael comes one of " + String.join(", ", ADMIN) + ".";
    }
    if (words.contains("--watch")) {
      return "To watch, use another terminal. " + isolation().hint() + " --watch";
    }
    return isolation().admin(words.subList(1, words.size())).said();
  }

  private Isolation isolation() {
    return world
        .isolation()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "All programs run as one account here; start the demo without --windows."));
  }

  private String tapi(List<String> words) throws IOException {
    Optional<Programs> programs = world.programs();
    return programs.isEmpty()
        ? "There is no Windows here; start the demo with --windows."
        : programs.get().tapi(words.subList(1, words.size()));
  }

  private String restart(String what) throws IOException {
    if (what.equals("xmpp")) {
      world.restartXmppServer(true);
    } else if (what.equals("gateway")) {
      world.gateway().kill();
      world.gateway().start();
    } else {
      return "xmpp or gateway can be restarted.";
    }
    return "";
  }

  private String users() {
    return phones().users().stream()
        .filter(user -> !user.extension().isEmpty())
        .map(user -> String.format(Locale.ROOT, "%-12s %s", user.name(), user.extension()))
        .collect(Collectors.joining("\n"));
  }

  private String lines() throws IOException {
    return telephony.lines().stream()
        .map(
            line ->
                String.format(
                    Locale.ROOT,
                    "%-4s %-24s permanent id %08x  %s",
                    line.address(),
                    line.name(),
                    line.permanentId(),
                    line.inService() ? "in service" : "out of service"))
        .collect(Collectors.joining("\n"));
  }

  private String calls() {
    List<CallStateEvent> all = board.all();
    return all.isEmpty()
        ? "No calls."
        : all.stream().map(EventLine::of).collect(Collectors.joining("\n"));
  }

  private Engine phones() {
    return world.phones();
  }

  private UserAccount user(String nameOrExtension) {
    return phones()
        .findUser(nameOrExtension)
        .or(() -> phones().userWithExtension(nameOrExtension))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no user " + nameOrExtension + "; users lists them."));
  }

  private String extension(String nameOrExtension) {
    return user(nameOrExtension).extension();
  }

  static String rest(List<String> words, int from) {
    if (words.size() <= from) {
      throw new IndexOutOfBoundsException(from);
    }
    return String.join(" ", words.subList(from, words.size()));
  }

  private static String made(Telephony.Made made) {
    return result(made.error());
  }

  static String result(Optional<LineError> error) {
    return error.map(e -> "TAPI says: LINEERR_" + e).orElse("");
  }
}
