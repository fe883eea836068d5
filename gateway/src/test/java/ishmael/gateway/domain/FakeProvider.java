package ishmael.gateway.domain;

import ishmael.linemapper.CallView;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A provider that keeps what it is told, one text each. */
final class FakeProvider implements Provider {
  private final long number;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private volatile List<LineView> lines = List.of();
  private volatile List<CallView> calls = List.of();

  FakeProvider(long number) {
    this.number = number;
  }

  /** Returns the lines of the welcome. */
  List<LineView> lines() {
    return lines;
  }

  /** Returns the calls of the welcome. */
  List<CallView> calls() {
    return calls;
  }

  String next() throws InterruptedException {
    String next = heard.poll(5, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("provider " + number + " heard nothing");
    }
    return next;
  }

  /** Returns what it hears up to and with the text. */
  List<String> until(String text) throws InterruptedException {
    List<String> all = new ArrayList<>();
    do {
      all.add(next());
    } while (!all.get(all.size() - 1).equals(text));
    return all;
  }

  List<String> rest() {
    List<String> all = new ArrayList<>();
    heard.drainTo(all);
    return all;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public void welcome(List<LineView> all, List<CallView> living) {
    lines = List.copyOf(all);
    calls = List.copyOf(living);
    heard.add("welcome");
  }

  @Override
  public void line(LineView line) {
    heard.add("line " + line.address() + (line.inService() ? " in" : " out"));
  }

  @Override
  public void lineGone(LineId line) {
    heard.add("line gone");
  }

  @Override
  public void call(CallView call) {
    heard.add("call " + call.state() + " " + call.id());
  }

  @Override
  public void answer(int request, Optional<LineError> error) {
    heard.add("answer " + request + " " + error.map(LineError::name).orElse("ok"));
  }

  @Override
  public void disconnect(String why) {
    heard.add("disconnected: " + why);
  }
}
