package ishmael.simulator.phonesystem;

import static ishmael.simulator.phonesystem.engine.Capability.DIAL;
import static ishmael.simulator.phonesystem.engine.Capability.HOLD;
import static ishmael.simulator.phonesystem.engine.Capability.OFFHOOK;
import static ishmael.simulator.phonesystem.engine.Capability.TRANSFER;

import ishmael.simulator.phonesystem.engine.Behaviour;
import ishmael.simulator.phonesystem.engine.Label;
import ishmael.simulator.phonesystem.engine.Phone;
import ishmael.simulator.phonesystem.engine.PhoneBookEntry;
import ishmael.simulator.phonesystem.engine.Role;
import ishmael.simulator.phonesystem.engine.Site;
import ishmael.simulator.phonesystem.engine.UserAccount;
import java.time.Duration;
import java.util.List;

/**
 * A ready-made site: six people on a ship, a supervisor account for the terminal server, and
 * numbers ashore.
 */
public final class Pequod {
  public static final String SUPERVISOR = "ts-supervisor";
  public static final String SUPERVISOR_PASSWORD = "Wal:f\u00e4nger \uD83D\uDC0B";

  /** The password of each of the six. */
  public static final String CREW_PASSWORD = "harpoon";

  public static final String SUPERVISOR_ROLE = "TAPI supervisors";
  public static final String CREW_ROLE = "All Users";

  /** Ahab's; can do everything. */
  public static final String AHAB_PHONE = "Snom 0004132601AA [Quarterdeck]";

  /** Ahab's second; can only dial and does not ring. */
  public static final String AHAB_CABIN_PHONE = "SIP cabin [Quarterdeck]";

  public static final String STARBUCK_PHONE = "Snom 0004132601AB [First mate]";

  /** Rings at Stubb first when he dials. */
  public static final String STUBB_PHONE = "Snom 0004132601AC [Second mate]";

  /** Can only dial. */
  public static final String FLASK_PHONE = "SIP gangway [Third mate]";

  /** At the place where Queequeg works at the start; hot desking. */
  public static final String FORECASTLE_PHONE = "Yealink 805EC0AABB01 [Forecastle]";

  /** At a place that is free at the start. */
  public static final String CROWS_NEST_PHONE = "Yealink 805EC0AABB02 [Crow's Nest]";

  public static final String PIP_PHONE = "Snom 0004132601AF [Cabin]";

  /** Answers after two seconds; a VIP. */
  public static final String CHANDLERS = "0015085550100";

  public static final String CHANDLERS_NAME = "Nantucket Chandlers";

  public static final String BUSY_NUMBER = "0015085550101";

  /** Does not exist. */
  public static final String BAD_NUMBER = "0015085550102";

  /** Rings and rings. */
  public static final String NEVER_ANSWERS = "0015085550103";

  /** Rings and declines after a second. */
  public static final String DECLINES = "0015085550104";

  private Pequod() {}

  /** The site as it is at the start. */
  public static Site site() {
    Site.Builder site =
        Site.builder()
            .role(CREW_ROLE, "xmpp.connect", Role.ROSTER_GROUP)
            .role("Terminal servers")
            .role(SUPERVISOR_ROLE, "xmpp.connect", Role.SUPERVISOR);
    crew(site);
    places(site);
    ashore(site);
    return site.build();
  }

  private static void crew(Site.Builder site) {
    site.user(sailor(12, "Ahab", "Captain Ahab", "101"))
        .user(sailor(13, "Starbuck", "Starbuck", "102", Phone.full(STARBUCK_PHONE, "Snom Phone")))
        .user(
            sailor(
                14,
                "Stubb",
                "Stubb",
                "103",
                Phone.full(STUBB_PHONE, "Snom Phone").withClickToDial()))
        .user(sailor(15, "Flask", "Flask", "104", Phone.of(FLASK_PHONE, "Generic SIP Phone", DIAL)))
        .user(sailor(16, "Queequeg", "Queequeg", "105"))
        .user(sailor(17, "Pip", "Pip", "106", Phone.full(PIP_PHONE, "Snom Phone")))
        .user(
            new UserAccount(
                90,
                SUPERVISOR,
                "Terminal Server 1",
                "900",
                SUPERVISOR_PASSWORD,
                List.of("Terminal servers", SUPERVISOR_ROLE),
                List.of()));
  }

  private static UserAccount sailor(
      int id, String name, String displayName, String extension, Phone... phones) {
    return new UserAccount(
        id, name, displayName, extension, CREW_PASSWORD, List.of(CREW_ROLE), List.of(phones));
  }

  private static void places(Site.Builder site) {
    site.place(
            "Quarterdeck",
            Phone.full(AHAB_PHONE, "Snom Phone"),
            Phone.of(AHAB_CABIN_PHONE, "Generic SIP Phone", DIAL).withoutRinging())
        .place(
            "Forecastle",
            Phone.of(FORECASTLE_PHONE, "Yealink Phone", DIAL, HOLD, OFFHOOK, TRANSFER))
        .place(
            "Crow's Nest",
            Phone.of(CROWS_NEST_PHONE, "Yealink Phone", DIAL, HOLD, OFFHOOK, TRANSFER))
        .occupant("Quarterdeck", "Ahab")
        .occupant("Forecastle", "Queequeg");
  }

  private static void ashore(Site.Builder site) {
    site.contact(PhoneBookEntry.contact(CHANDLERS_NAME, CHANDLERS, Label.of("MDC_LABEL-1", "VIP")))
        .contact(PhoneBookEntry.contact("Spouter Inn", BUSY_NUMBER))
        .contact(PhoneBookEntry.contact("Father Mapple", NEVER_ANSWERS))
        .outside(CHANDLERS, Behaviour.answersAfter(Duration.ofSeconds(2)))
        .outside(BUSY_NUMBER, Behaviour.busy())
        .outside(BAD_NUMBER, Behaviour.badNumber())
        .outside(NEVER_ANSWERS, Behaviour.rings())
        .outside(DECLINES, Behaviour.rejectsAfter(Duration.ofSeconds(1)));
  }
}
