package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.windows.Answer;
import ishmael.simulator.windows.TapiEvent;
import ishmael.simulator.windows.Tapisrv;
import ishmael.simulator.windows.TapisrvException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A telephony service that many programs use at once. All commands run on threads of their own
 * ({@code apart}); each answer and each completion has a limit, which a deadlock exceeds.
 */
final class StressedService implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration FOREVER = Duration.ofDays(1);

  /** The machine may be busy: whether functions are fast is the benchmark's question. */
  private static final int FUNCTION_LIMIT_MILLIS = 5_000;

  private static final int FORGET_AFTER = 20_000;

  private final Tapisrv tapisrv;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Thread closer = new Thread(this::closeIdleCalls, "idle-calls");
  private final AtomicLong commands = new AtomicLong();
  private volatile boolean closing;
  private int lines;

  StressedService(Tapisrv tapisrv) {
    this.tapisrv = tapisrv;
    tapisrv.run("limits", "ordinaryMs", FUNCTION_LIMIT_MILLIS, "loadMs", 20_000);
  }

  /** What the process holds after so many commands; the threads are the provider's. */
  record Resources(
      long commands,
      long handles,
      long threads,
      long privateOctets,
      long heapOctets,
      long modelOctets) {
    /** Allocated octets that are not the stand-in's own memory of what has been. */
    long allocated() {
      return heapOctets - modelOctets;
    }
  }

  StressedService init() {
    lines = tapisrv.init().size();
    closer.setDaemon(true);
    closer.start();
    return this;
  }

  int lines() {
    return lines;
  }

  Answer run(String command, Object... members) {
    List<Object> all = new ArrayList<>(List.of(members));
    all.addAll(List.of("apart", true));
    commands.incrementAndGet();
    return tapisrv.run(command, all.toArray());
  }

  /** Runs a command on the service's only thread, after all others that came so. */
  Answer runInTurn(String command, Object... members) {
    return tapisrv.run(command, members);
  }

  /** Runs an asynchronous request to its completion, which may be a failure. */
  Answer complete(String command, Object... members) {
    Answer answer = run(command, members);
    if (answer.result() == 0) {
      tapisrv.awaitCompletion(answer, LIMIT);
    }
    return answer;
  }

  Resources resources() {
    Answer answer = tapisrv.run("resources");
    return new Resources(
        commands.get(),
        answer.number("handles"),
        answer.number("threads"),
        answer.number("privateOctets"),
        answer.number("heapOctets"),
        answer.number("modelOctets"));
  }

  /** As the service's unloading of a provider and loading it again. */
  void restart() {
    assertThat(tapisrv.shutdown().result()).isZero();
    lines = tapisrv.init().size();
  }

  /** A program that closes each call when it is over. */
  private void closeIdleCalls() {
    int taken = 0;
    try {
      while (true) {
        TapiEvent event = tapisrv.awaitEvent(one -> !one.name().equals("completion"), FOREVER);
        if (event.state().equals("IDLE")) {
          run("closeCall", "call", event.call());
        }
        if (++taken % FORGET_AFTER == 0) {
          tapisrv.forgetEvents();
        }
      }
    } catch (TapisrvException e) {
      if (!closing) {
        failures.add(String.valueOf(e.getMessage()));
      }
    }
  }

  /** A program in a hurry: {@code steps} things with one line, which is closed in the end. */
  void hurry(int line, int steps, long seed) {
    Random random = new Random(seed);
    boolean open = false;
    for (int i = 0; i < steps; i++) {
      if (!open) {
        open = run("open", "line", line, "version", "2.1").result() >= 0;
      } else if (random.nextInt(6) == 0) {
        open = run("close", "line", line).result() < 0;
      } else {
        something(line, random);
      }
    }
    if (open) {
      run("close", "line", line);
    }
  }

  private void something(int line, Random random) {
    switch (random.nextInt(5)) {
      case 0 -> run("devCaps", "line", line);
      case 1 -> run("lineStatus", "line", line);
      case 2 -> run("addressStatus", "line", line);
      case 3 -> leave(complete("makeCall", "line", line, "number", "1001").call());
      default -> talk(complete("makeCall", "line", line, "number", "1001").call());
    }
  }

  private void talk(int call) {
    if (call > 0) {
      run("callInfo", "call", call);
      complete("hold", "call", call);
      run("callStatus", "call", call);
      complete("drop", "call", call);
      run("closeCall", "call", call);
    }
  }

  private void leave(int call) {
    if (call > 0) {
      run("dropAndClose", "call", call);
    }
  }

  /** Starts as many programs as there are lines given; they go on until told to end. */
  Load load(int programs) {
    return new Load(programs);
  }

  /** Programs in a hurry, each with lines of its own. */
  final class Load {
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ending;

    private Load(int programs) {
      for (int i = 0; i < programs; i++) {
        int number = i;
        Thread thread = new Thread(() -> work(number, programs), "program-" + i);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
      }
    }

    private void work(int number, int programs) {
      try {
        for (int round = 0; !ending; round++) {
          for (int line = number; line < lines && !ending; line += programs) {
            hurry(line, 10, 31L * round + line);
          }
        }
      } catch (RuntimeException e) {
        failures.add(Thread.currentThread().getName() + ": " + e);
      }
    }

    void end() throws InterruptedException {
      ending = true;
      for (Thread thread : threads) {
        thread.join(2 * LIMIT.toMillis());
        if (thread.isAlive()) {
          failures.add(thread.getName() + " does not end");
        }
      }
    }
  }

  /** Lets as many threads enter the provider at once, several times. */
  void enterAtOnce(int count, int times) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    CountDownLatch gate = new CountDownLatch(1);
    for (int i = 0; i < count; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  if (gate.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    enter(number, times);
                  }
                } catch (InterruptedException | RuntimeException e) {
                  failures.add("thread " + number + ": " + e);
                }
              });
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    gate.countDown();
    for (Thread thread : threads) {
      thread.join(2 * LIMIT.toMillis());
      assertThat(thread.isAlive()).as("a thread is still inside").isFalse();
    }
  }

  /**
   * Several threads share a line: what they do to it is refused or served, in any order. Only one
   * of them opens and closes it, as the service's lock for each line sees to.
   */
  private void enter(int number, int times) {
    if (number < lines) {
      hurry(number, times, number);
      return;
    }
    Random random = new Random(number);
    for (int i = 0; i < times; i++) {
      something(random.nextInt(lines), random);
    }
  }

  Answer stress(Object... members) {
    return tapisrv.run("stress", members);
  }

  /** No rule was broken, no answer was missing, and the service still lives. */
  void assertSound() {
    assertThat(failures).isEmpty();
    assertThat(tapisrv.violations()).isEmpty();
  }

  @Override
  public void close() {
    closing = true;
    tapisrv.close();
  }
}
