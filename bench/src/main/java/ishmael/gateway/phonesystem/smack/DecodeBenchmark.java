package ishmael.gateway.phonesystem.smack;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What it costs to read a ChannelEvent: our way to our event, and Smack's own parse. Smack's
 * providers are static, so each method needs a process of its own. It lives in this package to see
 * the gateway's classes as they are.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(EventStream.STANZAS)
public class DecodeBenchmark {

  /** The gateway's Smack. */
  @State(Scope.Thread)
  public static class Ours {
    private final EventStream stream = EventStream.read();
    private final Decoder decoder = new Decoder();

    /** Prepares Smack as the gateway does. */
    @Setup
    public void prepare() throws Exception {
      SmackSetup.prepare();
      stream.check(decoder);
    }
  }

  /** Smack that was told of no provider; with the gateway's parser. */
  @State(Scope.Thread)
  public static class Smack {
    private final EventStream stream = EventStream.read();

    /** Initialises Smack. */
    @Setup
    public void prepare() throws Exception {
      EventStream.prepareBareSmack();
      stream.checkBare();
    }
  }

  /** From text to {@link ishmael.linemapper.PhoneEvent}. */
  @Benchmark
  public void ours(Ours ours, Blackhole sink) throws Exception {
    ours.stream.forEach(stanza -> sink.consume(ours.decoder.decode(stanza)));
  }

  /** From text to Smack's stanza. */
  @Benchmark
  public void smack(Smack smack, Blackhole sink) throws Exception {
    smack.stream.forEach(sink::consume);
  }
}
