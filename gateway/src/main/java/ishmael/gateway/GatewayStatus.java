package ishmael.gateway;

import ishmael.gateway.phonesystem.LinkState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a gateway is.
 *
 * @param link the link to the phone system
 * @param lines how many lines there are
 * @param calls how many calls there are
 * @param providers how many providers have been welcomed
 * @param waiting how many providers wait for the first login of all
 * @param unknownUsers users of the settings that the phone system does not know
 * @param counters what was counted since the start, by name
 */
public record GatewayStatus(
    LinkState link,
    int lines,
    int calls,
    int providers,
    int waiting,
    List<String> unknownUsers,
    Map<String, Long> counters) {
  /** What the account may do at the phone system. */
  public enum Role {
    /** Acts for all users. */
    SUPERVISOR,
    /** Acts for itself. */
    USER
  }

  /** Copies list and map. */
  public GatewayStatus {
    unknownUsers = List.copyOf(unknownUsers);
    counters = Map.copyOf(counters);
  }

  /** Says whether the gateway is logged in and the lines work. */
  public boolean online() {
    return link instanceof LinkState.Online;
  }

  /** Returns the account it is logged in with, if it is. */
  public Optional<String> account() {
    return link instanceof LinkState.Online online
        ? Optional.of(online.account().value())
        : Optional.empty();
  }

  /** Returns the role of the account, while logged in. */
  public Optional<Role> role() {
    return link instanceof LinkState.Online online
        ? Optional.of(online.supervisor() ? Role.SUPERVISOR : Role.USER)
        : Optional.empty();
  }

  /** Returns the state of the link as a sentence for an admin. */
  public String sentence() {
    return sentence(link);
  }

  static String sentence(LinkState link) {
    return link.fold(
        connecting -> "The gateway connects to the phone system.",
        online ->
            String.format(
                "The gateway is online as %s (%s).",
                online.account(),
                online.supervisor()
                    ? "supervisor, for all users"
                    : "no supervisor, so for its own line only"),
        offline ->
            String.format(
                "The gateway is offline: %s It tries again in %d s.",
                offline.reason(), Math.max(1, offline.retryIn().toSeconds())),
        needsAdmin -> String.format("The gateway waits for an admin: %s", needsAdmin.reason()));
  }
}
