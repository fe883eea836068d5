package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HANGUP;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HOLD;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.UNHOLD;

import java.time.Duration;
import java.util.List;

/** What Ahab's programs ask, and what happens at his phone, for tests with two calls. */
final class Desk {
  static final String QUEEQUEG = "103";

  final Scene scene;

  Desk(Scene scene) {
    this.scene = scene;
  }

  LineRequest.Header header() {
    return scene.header(Scene.AHAB);
  }

  /** A call from outside that was answered. */
  CallId talking(String channel) {
    CallId id = scene.inbound(RINGING, channel).newest();
    scene.inbound(BUSY, channel);
    return id;
  }

  CallId held(String channel) {
    CallId id = talking(channel);
    scene.inbound(HOLD, channel);
    return id;
  }

  /** An event of a call to Queequeg. */
  Scene toQueequeg(PhoneEvent.ChannelEventType type, String channel) {
    return scene.event(Scene.out(channel).target("Queequeg", QUEEQUEG).internal().event(type));
  }

  CallId setUpTransfer(CallId call, String target) {
    CallId consult = scene.newCall();
    scene.request(new LineRequest.SetupTransfer(header(), call, consult, target));
    return consult;
  }

  /** The hold key is taken and works. */
  Scene keyHolds(String channel) {
    scene.success();
    return scene.inbound(HOLD, channel);
  }

  /** The call on this channel is held, and one to Queequeg talks. */
  CallId consulting(CallId original, String channel, String consultChannel) {
    CallId consult = ringing(original, channel, consultChannel);
    toQueequeg(BUSY, consultChannel);
    return consult;
  }

  /** As above, but Queequeg has not answered. */
  CallId ringing(CallId original, String channel, String consultChannel) {
    CallId consult = setUpTransfer(original, QUEEQUEG);
    keyHolds(channel);
    scene.success();
    toQueequeg(RINGING, consultChannel);
    return consult;
  }

  Scene completeTransfer(CallId call, CallId consult) {
    return scene.request(new LineRequest.CompleteTransfer(header(), call, consult));
  }

  /** A phone that joins two calls hangs up its two channels. */
  void transferred(String channel, String consultChannel) {
    scene.event(Scene.in(channel).ref(consultChannel).event(PhoneEvent.ChannelEventType.TRANSFER));
    scene.inbound(HANGUP, channel);
    toQueequeg(HANGUP, consultChannel);
  }

  Scene unholds(String channel) {
    return scene.inbound(UNHOLD, channel);
  }

  /** Long enough for a held call to be taken back. */
  Scene aMoment() {
    return scene.pass(Duration.ofMillis(300));
  }

  String state(CallId id) {
    return scene.mapper.calls().stream()
        .filter(call -> call.id().equals(id))
        .map(Scene::stateOf)
        .findFirst()
        .orElse("IDLE");
  }

  List<CallFeature> features(CallId id) {
    return List.copyOf(scene.call(id).features());
  }
}
