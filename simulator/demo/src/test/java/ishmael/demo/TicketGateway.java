package ishmael.demo;

import ishmael.gateway.tickets.ProgramTickets;
import ishmael.linemapper.LineError;
import ishmael.tsp.endpoint.EndpointSettings;
import ishmael.tsp.endpoint.LineEndpoint;
import ishmael.tsp.endpoint.Lines;
import ishmael.tsp.endpoint.LinkCounters;
import ishmael.tsp.endpoint.Peer;
import ishmael.tsp.frame.Answer;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.Caller;
import ishmael.tsp.frame.Hello;
import ishmael.tsp.frame.LineFrame;
import ishmael.tsp.frame.Operation;
import ishmael.tsp.frame.Request;
import ishmael.tsp.link.windows.PipeArguments;
import ishmael.tsp.link.windows.PipeServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A gateway without a phone system, a program of its own on Windows, that asks programs who they
 * are. It says who asked for what, a line each: {@code MAKE_CALL known SID SESSION}, {@code
 * MAKE_CALL shown SID SESSION} or {@code MAKE_CALL stranger}; a stranger is refused. Runs until
 * standard input ends.
 */
final class TicketGateway implements Lines {
  private static final int FEATURES = 0x080008c5;
  private static final Duration WAIT = Duration.ofSeconds(3);

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final ScheduledExecutorService turns = Executors.newSingleThreadScheduledExecutor();
  private final ProgramTickets tickets;

  /** Those that wait for a ticket; only {@link #turns} touches it. */
  private final List<Waiting> waiting = new ArrayList<>();

  private record Waiting(Peer peer, Request request, String ticket) {}

  private TicketGateway() throws IOException {
    String sddl = PipeArguments.ticketsSddl("SY");
    PipeServer pipe = PipeServer.listen(new PipeArguments(PipeArguments.TICKETS_NAME, sddl));
    tickets = ProgramTickets.start(LimitedConnection.limiting(pipe));
    tickets.listener(() -> turns.execute(this::news));
  }

  /** Serves until standard input ends. */
  public static void main(String[] arguments) throws Exception {
    TicketGateway lines = new TicketGateway();
    LineEndpoint endpoint =
        LineEndpoint.start(
            PipeServer.listen(PipeArguments.lines()),
            lines,
            EndpointSettings.ofProtocol("tickets", Duration.ofSeconds(10))
                .withTickets(PipeArguments.TICKETS_NAME),
            new LinkCounters());
    lines.out.println("ready");
    System.in.transferTo(OutputStream.nullOutputStream());
    endpoint.close();
    lines.tickets.close();
    lines.turns.shutdown();
  }

  @Override
  public void connected(Peer peer, Hello hello, List<CallFrame> held) {
    peer.welcome(
        List.of(
            new LineFrame(1, true, "Captain Ahab (101)", "101", "", 8, 6, FEATURES, 4, 4, 0, "")));
  }

  @Override
  public void request(Peer peer, Request request) {
    if (request.request() == 0) {
      return;
    }
    turns.execute(() -> judge(peer, request));
  }

  private void judge(Peer peer, Request request) {
    if (request.caller() instanceof Caller.Known known) {
      answer(peer, request, "known " + known.sidText() + " " + known.session(), true);
    } else if (request.caller() instanceof Caller.Asked asked) {
      Waiting one = new Waiting(peer, request, asked.ticket().toString());
      waiting.add(one);
      news();
      var unused = turns.schedule(() -> giveUp(one), WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } else if (request.caller() instanceof Caller.Nobody
        && request.operation() == Operation.DROP.code()) {
      peer.send(new Answer(request.request(), 0)); // the service tidies up after a program
    } else {
      answer(peer, request, "stranger", false);
    }
  }

  private void news() {
    waiting.removeIf(
        one -> {
          Optional<ishmael.linemapper.Caller.Known> who =
              tickets.of(new ishmael.linemapper.Caller.Asked(one.ticket()));
          who.ifPresent(
              known ->
                  answer(
                      one.peer(),
                      one.request(),
                      "shown " + known.sid() + " " + known.session(),
                      true));
          return who.isPresent();
        });
  }

  private void giveUp(Waiting one) {
    if (waiting.remove(one)) {
      answer(one.peer(), one.request(), "stranger", false);
    }
  }

  private void answer(Peer peer, Request request, String who, boolean taken) {
    String operation =
        Operation.ofCode(request.operation()).map(Operation::name).orElse("something");
    out.println(operation + " " + who);
    peer.send(new Answer(request.request(), taken ? 0 : LineError.OPERATIONUNAVAIL.code()));
  }

  @Override
  public void disconnected(Peer peer, String why) {
    turns.execute(() -> waiting.removeIf(one -> one.peer() == peer));
  }
}
