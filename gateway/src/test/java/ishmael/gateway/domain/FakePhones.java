package ishmael.gateway.domain;

import ishmael.gateway.phonesystem.LinkState;
import ishmael.gateway.phonesystem.PhoneSystem;
import ishmael.linemapper.CommandId;
import ishmael.linemapper.PhoneCommand;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A phone system that keeps what it was asked. */
final class FakePhones implements PhoneSystem {
  record Sent(CommandId id, PhoneCommand command) {}

  final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
  final BlockingQueue<String> reconnects = new LinkedBlockingQueue<>();
  final List<String> questions = new CopyOnWriteArrayList<>();

  private final AtomicBoolean failing = new AtomicBoolean();

  Sent awaitSent() throws InterruptedException {
    Sent next = sent.poll(5, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no command was sent");
    }
    return next;
  }

  @Override
  public void start() {}

  /** Lets the next command fail on its way. */
  void failOnce() {
    failing.set(true);
  }

  @Override
  public void submit(CommandId id, PhoneCommand command) {
    if (failing.getAndSet(false)) {
      throw new IllegalStateException("on purpose");
    }
    sent.add(new Sent(id, command));
  }

  @Override
  public void askDirectory(String deviceOrExtension) {
    questions.add(deviceOrExtension);
  }

  @Override
  public void reconnect(String reason) {
    reconnects.add(reason);
  }

  @Override
  public LinkState state() {
    return new LinkState.Connecting();
  }

  @Override
  public void close() {}
}
