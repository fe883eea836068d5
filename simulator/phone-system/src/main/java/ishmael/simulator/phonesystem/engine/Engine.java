package ishmael.simulator.phonesystem.engine;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A phone system without a network: users, their phones and their calls.
 *
 * <p>May be used from any thread; everything happens on the timeline's thread, and each method
 * returns when it has happened. Actions that the phone system refuses throw {@link CallRefused} and
 * change nothing. User names are compared without regard to case.
 */
public final class Engine {
  private final Timeline timeline;
  private final NumberPlan plan;
  private final Directory directory;
  private final Announcer announcer;
  private final Exchange exchange;
  private final Handover handover;

  public Engine(Site site, Timeline timeline) {
    this.timeline = timeline;
    this.plan = new NumberPlan(site.countryCode());
    this.directory = new Directory(site);
    this.announcer = new Announcer(directory, timeline);
    this.exchange = new Exchange(site, directory, announcer, timeline);
    this.handover = new Handover(directory, announcer, exchange);
  }

  public Timeline timeline() {
    return timeline;
  }

  /** Hands every event to {@code listener}, in order, on the timeline's thread. */
  public void addListener(Consumer<EngineEvent> listener) {
    announcer.add(listener);
  }

  public void removeListener(Consumer<EngineEvent> listener) {
    announcer.remove(listener);
  }

  // ---- what there is -------------------------------------------------------------------------

  public ImmutableList<UserAccount> users() {
    return directory.users();
  }

  public Optional<UserAccount> findUser(String name) {
    return directory.find(name);
  }

  public UserAccount user(String name) {
    return directory.user(name);
  }

  public Optional<UserAccount> userWithExtension(String extension) {
    return directory.withExtension(extension);
  }

  /** The user who has {@code device} now. */
  public Optional<UserAccount> userAt(String device) {
    return ask(() -> directory.userAt(device));
  }

  public ImmutableList<Role> rolesOf(String user) {
    return ask(() -> directory.rolesOf(user(user)));
  }

  /** Whether one of the user's roles has the right {@code type}. */
  public boolean hasRight(String user, String type) {
    return rolesOf(user).stream().anyMatch(role -> role.types().contains(type));
  }

  /** The static location first. */
  public ImmutableList<Location> locationsOf(String user) {
    return ask(() -> directory.locationsOf(user(user)));
  }

  public ImmutableList<PhoneBookEntry> phoneBook() {
    return ask(directory::phoneBook);
  }

  public Redirect redirectOf(String user) {
    return ask(() -> directory.redirectOf(user(user)));
  }

  /** The newest {@code limit} entries, newest first. */
  public List<JournalEntry> journalOf(String user, int limit) {
    return ask(() -> announcer.journalOf(user(user), limit));
  }

  public PhonePresence.State presenceOf(String user) {
    return ask(() -> announcer.presenceOf(user(user)));
  }

  /** All living channels, oldest first. */
  public List<Channel> channels() {
    return ask(() -> announcer.legs().stream().map(Leg::channelNow).toList());
  }

  public List<Channel> channelsOf(String user) {
    String name = user(user).name();
    return channels().stream().filter(channel -> channel.user().equals(name)).toList();
  }

  public Optional<Channel> channel(String id) {
    return ask(() -> announcer.leg(id).map(Leg::channelNow));
  }

  /** The phone that a command without a device means: the user's first that can dial. */
  public Optional<Phone> phoneOf(String user) {
    return ask(
        () ->
            directory.phonesOf(user(user)).stream()
                .filter(phone -> phone.can(Capability.DIAL))
                .findFirst());
  }

  public Phone phone(String device) {
    return ask(() -> directory.phone(device));
  }

  /** The number as the phone system would report it. */
  public String normalised(String number) {
    return plan.normalised(number, "auto");
  }

  // ---- calls ---------------------------------------------------------------------------------

  /**
   * Somebody outside calls a user.
   *
   * @return the channel of the first phone that rings
   */
  @CanIgnoreReturnValue
  public String outsideCalls(String number, String name, String targetExtension) {
    return ask(
        () ->
            exchange
                .callIn(
                    new Party(name, plan.normalised(number, "auto")), extension(targetExtension))
                .map(leg -> leg.channel)
                .orElseThrow(() -> new CallRefused("No phone rings at " + targetExtension)));
  }

  /** A user dials on the phone that {@link #phoneOf} tells; returns the channel. */
  @CanIgnoreReturnValue
  public String dial(String user, String target) {
    return dial(user, null, target, "auto");
  }

  /**
   * A user's phone dials.
   *
   * @param device the phone, or null for the user's first that can dial
   * @param prefix digits, or {@code auto}
   * @return the channel
   */
  @CanIgnoreReturnValue
  public String dial(String user, @Nullable String device, String target, String prefix) {
    return ask(
        () -> {
          UserAccount caller = user(user);
          String number = plan.normalised(target, prefix);
          if (number.isEmpty()) {
            throw new CallRefused("Nothing to dial");
          }
          return exchange.dial(caller, directory.dialler(caller, device), number).channel;
        });
  }

  /** Somebody picks the ringing phone up: an inbound call, or a call that the phone shall dial. */
  public void answer(String device) {
    act(() -> exchange.answer(announcer.ringingAt(phone(device))));
  }

  /** Puts the receiver down: the phone's talking call, else its newest. */
  public void putDown(String device) {
    act(() -> exchange.hangUp(announcer.activeAt(phone(device))));
  }

  /** Ends the call of a channel; declines if it rings. */
  public void hangUp(String channel) {
    act(() -> exchange.hangUp(announcer.living(channel)));
  }

  public void hold(String channel) {
    act(() -> exchange.hold(announcer.living(channel)));
  }

  public void resume(String channel) {
    act(() -> exchange.resume(announcer.living(channel)));
  }

  /** The hold key: holds the talking call or conference, else resumes the newest held one. */
  public void pressHold(String device) {
    act(() -> exchange.pressHold(phone(device)));
  }

  /** Sends the other end of a channel to a number; a ringing call is redirected. */
  public void transfer(String channel, String target) {
    transfer(channel, target, "auto");
  }

  public void transfer(String channel, String target, String prefix) {
    act(() -> handover.blind(announcer.living(channel), plan.normalised(target, prefix)));
  }

  /** The transfer key: joins the held and the active call of a phone. */
  public void pressTransfer(String device) {
    act(() -> handover.attended(phone(device)));
  }

  /** The conference key: the held call or conference and the active one join. */
  public void pressConference(String device) {
    act(() -> handover.conference(phone(device)));
  }

  /** The other end of a channel turns out to be somebody else. */
  public void rename(String channel, String name, String number) {
    act(
        () -> {
          String normal = plan.normalised(number, "auto");
          boolean internal = directory.withExtension(normal).isPresent();
          exchange.rename(announcer.living(channel), new Party(name, normal), internal);
        });
  }

  /** Sends a call that rings to another number. */
  public void redirect(String channel, String target) {
    act(() -> handover.redirect(announcer.living(channel), plan.normalised(target, "auto")));
  }

  /**
   * A user takes the call that rings at somebody else's extension.
   *
   * @param device the phone that takes it, or null for the user's first
   * @return the new channel
   */
  @CanIgnoreReturnValue
  public String pickUp(String user, @Nullable String device, String targetExtension) {
    return ask(
        () -> {
          UserAccount taker = user(user);
          Phone phone =
              directory.phonesOf(taker).stream()
                  .filter(p -> device == null || p.name().equals(device))
                  .findFirst()
                  .orElseThrow(() -> new CallRefused("No phone to pick up with"));
          return handover.pickUp(taker, phone, extension(targetExtension)).channel;
        });
  }

  /** The outside number that {@code channel} calls is answered. */
  public void farEndAnswers(String channel) {
    act(
        () -> {
          End far =
              announcer.living(channel).call().ringing().stream()
                  .filter(end -> end instanceof OutsideEnd)
                  .findFirst()
                  .orElseThrow(() -> new CallRefused("Nobody outside rings"));
          exchange.connect(far);
        });
  }

  /** Whoever is at the other end of a channel ends the call. */
  public void farEndHangsUp(String channel) {
    act(
        () -> {
          Call call = announcer.living(channel).call();
          End far = call.isConnected() ? call.other(announcer.living(channel)) : call.caller();
          exchange.end(call, far, call.isConnected() ? "hangup" : "cancelled");
        });
  }

  /** Ends every call. */
  public void clearCalls() {
    act(
        () -> {
          for (Leg leg : announcer.legs()) {
            if (!leg.call().isOver()) {
              exchange.end(leg.call(), leg, "cleared");
            }
          }
        });
  }

  // ---- people, phones, places ----------------------------------------------------------------

  /** What a phone does when it rings from now on. */
  public void behave(String device, Behaviour behaviour) {
    act(() -> exchange.behave(phone(device), behaviour));
  }

  /** What an outside number does when it is called from now on. */
  public void behaveOutside(String number, Behaviour behaviour) {
    act(() -> exchange.behaveOutside(plan.normalised(number, "auto"), behaviour));
  }

  /** A user sits down at a flexible place; whoever worked there has to leave it. */
  public void moveUser(String user, String place) {
    move(user, place);
  }

  /** A user leaves the flexible place. */
  public void leavePlace(String user) {
    move(user, null);
  }

  private void move(String user, @Nullable String place) {
    act(
        () -> {
          UserAccount mover = user(user);
          Optional<UserAccount> left = directory.move(mover, place);
          left.ifPresent(before -> moved(before, false));
          moved(mover, place != null);
        });
  }

  private void moved(UserAccount user, boolean arrived) {
    announcer.tell(new LocationsChanged(user.name(), arrived, directory.locationsOf(user)));
    announcer.reconsider(user);
  }

  public void plug(String device) {
    setPlugged(device, true);
  }

  /** Pulls a phone's plug: it no longer rings, and its calls end. */
  public void unplug(String device) {
    setPlugged(device, false);
  }

  private void setPlugged(String device, boolean plugged) {
    act(
        () -> {
          Phone phone = phone(device);
          directory.setPlugged(phone, plugged);
          if (!plugged) {
            announcer.legs().stream().filter(leg -> leg.isAt(phone)).forEach(exchange::hangUp);
          }
          directory.userAt(device).ifPresent(announcer::reconsider);
        });
  }

  /** Forwards all calls to a user; an empty target ends that. */
  public void setRedirect(String user, String target) {
    act(
        () -> {
          UserAccount owner = user(user);
          directory.setRedirect(owner, plan.normalised(target, "auto"));
          announcer.tell(new RedirectChanged(owner.name(), directory.redirectOf(owner)));
        });
  }

  public void grantRole(String user, String role) {
    act(() -> directory.setRole(user(user), role, true).ifPresent(announcer::tell));
  }

  public void withdrawRole(String user, String role) {
    act(() -> directory.setRole(user(user), role, false).ifPresent(announcer::tell));
  }

  // ---- inside --------------------------------------------------------------------------------

  private UserAccount extension(String extension) {
    return directory
        .withExtension(extension)
        .orElseThrow(() -> new CallRefused("No such extension: " + extension));
  }

  private void act(Runnable action) {
    timeline.call(
        () -> {
          action.run();
          return true;
        });
  }

  private <T> T ask(Supplier<T> question) {
    return timeline.call(question);
  }
}
