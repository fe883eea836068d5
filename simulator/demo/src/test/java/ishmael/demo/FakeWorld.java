package ishmael.demo;

import ishmael.linemapper.LineError;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.engine.LiveTimeline;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A world with real people and phones, and a telephony that notes what it is asked. */
final class FakeWorld implements World, Telephony {
  final List<String> asked = new ArrayList<>();
  Optional<LineError> error = Optional.empty();
  private final Engine phones = new Engine(Pequod.site(), new LiveTimeline(Clock.systemUTC()));
  private final EventLog log = new EventLog(event -> {});

  @Override
  public Engine phones() {
    return phones;
  }

  @Override
  public GatewayControl gateway() {
    return new GatewayControl() {
      @Override
      public void start() {
        asked.add("start gateway");
      }

      @Override
      public void kill() {
        asked.add("kill gateway");
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Telephony telephony() {
    return this;
  }

  @Override
  public Optional<Programs> programs() {
    return Optional.empty();
  }

  @Override
  public Optional<Isolation> isolation() {
    return Optional.of(new FakeIsolation());
  }

  /** Notes who asks, and what an admin asks. */
  private final class FakeIsolation implements Isolation {
    @Override
    public Telephony as(Sailor who) {
      asked.add("as " + who);
      return FakeWorld.this;
    }

    @Override
    public Admin admin(List<String> command) {
      asked.add("admin " + command);
      return new Admin(0, "done");
    }

    @Override
    public List<String> audit() {
      return List.of();
    }

    @Override
    public String hint() {
      return "Elsewhere: lines";
    }
  }

  @Override
  public List<String> takeCommands() {
    return List.of();
  }

  @Override
  public int sessions() {
    return 1;
  }

  @Override
  public void restartXmppServer(boolean callsGoOn) {
    asked.add("restart xmpp " + callsGoOn);
  }

  @Override
  public String description() {
    return "a fake";
  }

  @Override
  public List<LineSeen> lines() {
    return List.of(new LineSeen(0xA1, "Captain Ahab (101)", "101", true));
  }

  @Override
  public Made makeCall(String line, String number) {
    asked.add("makeCall " + line + " " + number);
    return new Made(error.isEmpty() ? Optional.of(new CallKey(1)) : Optional.empty(), error);
  }

  @Override
  public Made pickup(String line, String target) {
    asked.add("pickup " + line + " " + target);
    return new Made(Optional.of(new CallKey(1)), Optional.empty());
  }

  @Override
  public Optional<LineError> answer(CallKey call) {
    asked.add("answer " + call);
    return error;
  }

  @Override
  public Optional<LineError> drop(CallKey call) {
    asked.add("drop " + call);
    return error;
  }

  @Override
  public Optional<LineError> hold(CallKey call) {
    asked.add("hold " + call);
    return error;
  }

  @Override
  public Optional<LineError> unhold(CallKey call) {
    asked.add("unhold " + call);
    return error;
  }

  @Override
  public Supplementary supplementary() {
    throw new UnsupportedOperationException("nothing that is tested with this asks for it");
  }

  @Override
  public void abandon(CallKey call) {
    asked.add("abandon " + call);
  }

  @Override
  public void closeLine(String line) {
    asked.add("close " + line);
  }

  @Override
  public void openLine(String line) {
    asked.add("open " + line);
  }

  @Override
  public EventLog events() {
    return log;
  }

  @Override
  public List<String> violations() {
    return List.of();
  }

  @Override
  public void close() {
    phones.timeline().close();
  }
}
