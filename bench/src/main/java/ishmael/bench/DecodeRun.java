package ishmael.bench;

import com.google.common.collect.ImmutableList;
import ishmael.gateway.phonesystem.smack.DecodeBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs {@link DecodeBenchmark}, one fresh process after the other, the sides in turn. */
final class DecodeRun {
  /** Of Smack's own parse. */
  static final double BOUND = 1.15;

  private static final String OURS = "ours";
  private static final String SMACK = "smack";

  private final Effort effort;

  DecodeRun(Effort effort) {
    this.effort = effort;
  }

  List<Finding> run() throws IOException, RunnerException {
    List<Double> ours = new ArrayList<>();
    List<Double> smack = new ArrayList<>();
    for (int i = 0; i < effort.decodeRounds(); i++) {
      if (i % 2 == 0) {
        smack.add(micros(SMACK));
        ours.add(micros(OURS));
      } else {
        ours.add(micros(OURS));
        smack.add(micros(SMACK));
      }
    }
    return ImmutableList.of(
        Finding.ratio(
            "decode a ChannelEvent, text to event",
            "µs a stanza",
            Samples.of(smack),
            Samples.of(ours),
            Optional.of(BOUND)));
  }

  private double micros(String side) throws IOException, RunnerException {
    Path log = Files.createTempFile("ishmael-bench-", ".log");
    try {
      return new Runner(options(side, log)).runSingle().getPrimaryResult().getScore() / 1_000;
    } catch (RunnerException e) {
      throw new IOException("JMH failed:\n" + Files.readString(log), e);
    } finally {
      Files.delete(log);
    }
  }

  private Options options(String side, Path log) {
    TimeValue step =
        effort.decodeSeconds() == 0 ? TimeValue.milliseconds(50) : TimeValue.seconds(1);
    int steps = Math.max(1, effort.decodeSeconds());
    return new OptionsBuilder()
        .include(DecodeBenchmark.class.getName().replace(".", "\\.") + "\\." + side + "$")
        .forks(1)
        .warmupIterations(steps)
        .warmupTime(step)
        .measurementIterations(steps)
        .measurementTime(step)
        .shouldFailOnError(true)
        .output(log.toString())
        .build();
  }
}
