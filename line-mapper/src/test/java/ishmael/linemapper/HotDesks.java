package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A naive phone system to judge the mapper by: who has which phone in truth, whose each channel is,
 * and what a directory that is sometimes late or wrong says. Knows nothing of the mapper.
 */
final class HotDesks {
  static final int USERS = 6;
  static final int PHONES = 8;

  /** The user without a line. */
  static final int OUTSIDER = 3;

  /** The last two users have the same extension. */
  private static final int SHARING = USERS - 2;

  private static final List<ChannelEventType> MIDDLE =
      List.of(
          ChannelEventType.RINGING,
          ChannelEventType.BUSY,
          ChannelEventType.HOLD,
          ChannelEventType.UNHOLD,
          ChannelEventType.RENAME);

  /** Whose extension the events of a channel carry. */
  private enum NumberKind {
    OWN,
    QUEUE,
    /** Handed over by a colleague, whose number it still carries. */
    COLLEAGUE
  }

  /** One leg; all that is random about it is decided when it begins. */
  static final class Leg {
    final String channel;

    /** Of the other end; legs that ring for one call share it, no other leg does. */
    final String peer;

    final int owner;
    final int phone;
    final boolean outbound;
    final boolean fork;
    private final NumberKind kind;
    private final String number;
    int told;
    int left;

    private Leg(String name, String peer, int owner, int phone, boolean fork, Random random) {
      this.channel = name;
      this.peer = peer;
      this.owner = owner;
      this.phone = phone;
      this.fork = fork;
      this.outbound = !fork && random.nextBoolean();
      int dice = random.nextInt(10);
      this.kind =
          fork || dice < 6 ? NumberKind.OWN : dice < 8 ? NumberKind.QUEUE : NumberKind.COLLEAGUE;
      this.number =
          switch (kind) {
            case OWN -> extension(owner);
            case QUEUE -> "700";
            case COLLEAGUE -> extension((owner + 1 + random.nextInt(USERS - 1)) % USERS);
          };
      this.left = 1 + random.nextInt(6);
    }
  }

  private final Random random;
  private final @Nullable Integer[] owners = new Integer[PHONES];
  private final List<Set<Integer>> directory = new ArrayList<>();
  final List<Leg> living = new ArrayList<>();
  final List<Leg> all = new ArrayList<>();
  private int peers;

  HotDesks(Random random) {
    this.random = random;
    for (int user = 0; user < USERS; user++) {
      directory.add(Set.of());
    }
    for (int phone = 0; phone < PHONES; phone++) {
      owners[phone] = phone % USERS;
    }
    IntStream.range(0, USERS).forEach(this::answer);
    if (random.nextInt(3) == 0) {
      directory.set(0, Set.of()); // new phones that the directory has not heard of
    }
  }

  static String extension(int user) {
    return "10" + Math.min(user, SHARING);
  }

  static UserName name(int user) {
    return new UserName("sailor" + user);
  }

  static DeviceName device(int phone) {
    return new DeviceName("Snom 00041341 [Desk " + phone + "]");
  }

  /** The directory as it was read last. */
  List<User> users() {
    return IntStream.range(0, USERS).mapToObj(this::user).toList();
  }

  private User user(int user) {
    Phone[] phones =
        directory.get(user).stream()
            .map(phone -> Scene.phone(device(phone).value(), EnumSet.allOf(Capability.class)))
            .toArray(Phone[]::new);
    return Scene.user(name(user).value(), "Sailor " + user, extension(user), phones);
  }

  /** The directory is told about one user. */
  void answer(int user) {
    TreeMap<Integer, Boolean> phones = new TreeMap<>();
    for (int phone = 0; phone < PHONES; phone++) {
      if (Integer.valueOf(user).equals(owners[phone])) {
        phones.put(phone, true);
      }
    }
    directory.set(user, Set.copyOf(phones.keySet()));
  }

  @Nullable Integer ownerOf(int phone) {
    return owners[phone];
  }

  void move(int phone, @Nullable Integer to) {
    owners[phone] = to;
  }

  /** A leg begins, or two that ring at two phones of one user. */
  List<Leg> begin() {
    int phone = random.nextInt(PHONES);
    Integer owner = owners[phone];
    if (owner == null) {
      return List.of();
    }
    String peer = "0891%06d".formatted(peers++);
    List<Leg> legs = new ArrayList<>();
    for (int other = phone + 1; other < PHONES && legs.isEmpty(); other++) {
      if (owner.equals(owners[other]) && random.nextInt(3) > 0) {
        legs.add(new Leg("SIP/" + other + "-" + peer, peer, owner, other, true, random));
      }
    }
    legs.add(0, new Leg("SIP/" + phone + "-" + peer, peer, owner, phone, !legs.isEmpty(), random));
    living.addAll(legs);
    all.addAll(legs);
    return legs;
  }

  /** The next event of a leg; its number stands in the name of the other end. */
  ChannelEvent next(Leg leg) {
    ChannelEventType type =
        leg.left == 0
            ? ChannelEventType.HANGUP
            : leg.fork && leg.told == 0
                ? ChannelEventType.RINGING
                : MIDDLE.get(random.nextInt(MIDDLE.size()));
    if (type == ChannelEventType.HANGUP) {
      living.remove(leg);
    }
    leg.left--;
    return event(leg, type);
  }

  /** An event that was overtaken by the hang-up. */
  ChannelEvent late(Leg leg) {
    ChannelEvent late = event(leg, ChannelEventType.RENAME);
    leg.told--;
    return late;
  }

  private ChannelEvent event(Leg leg, ChannelEventType type) {
    Party own = new Party("", leg.number);
    Party other = new Party(leg.fork ? "" : "#" + leg.told, leg.peer);
    leg.told++;
    boolean handedOver = leg.kind == NumberKind.COLLEAGUE;
    return new ChannelEvent(
        type,
        new Channel(leg.channel),
        "",
        leg.outbound,
        false,
        leg.outbound ? own : other,
        leg.outbound ? other : own,
        Optional.empty(),
        Optional.empty(),
        device(leg),
        handedOver ? new Party("", "102") : Party.NONE,
        List.of());
  }

  /** Without a phone only where the number does not lie. */
  private Optional<DeviceName> device(Leg leg) {
    boolean silent = leg.kind != NumberKind.COLLEAGUE && !leg.fork && random.nextInt(4) == 0;
    if (silent) {
      return Optional.empty();
    }
    String name = device(leg.phone).value();
    return Optional.of(
        random.nextInt(8) == 0
            ? new DeviceName(" " + name.toUpperCase(Locale.ROOT).replace(" ", "  "))
            : new DeviceName(name));
  }
}
