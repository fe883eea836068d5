package ishmael.bench;

import com.google.common.collect.ImmutableList;
import ishmael.gateway.phonesystem.smack.DecodeBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link DecodeBenchmark}, one fresh process after the other, the sides in turn. */
final class DecodeRun {
  /** Of Smack's own parse. */
  static final double BOUND = 1.15;

  private static final double NANOS_PER_MICRO = 1_000;
  private static final int ITERATIONS = 5;
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
            "Smack's own parse of it",
            "µs of CPU a stanza",
            Samples.of(smack),
            Samples.of(ours),
            Optional.of(BOUND)));
  }

  private double micros(String side) throws IOException, RunnerException {
    Path log = Files.createTempFile("ishmael-bench-", ".log");
    try {
      Result<?> cpu =
          new Runner(options(side, log)).runSingle().getSecondaryResults().get(CpuTime.NAME);
      if (cpu == null) {
        throw new IOException("JMH did not tell the CPU time");
      }
      return cpu.getScore() / NANOS_PER_MICRO;
    } catch (RunnerException e) {
      throw new IOException("JMH failed:\n" + Files.readString(log), e);
    } finally {
      Files.delete(log);
    }
  }

  private Options options(String side, Path log) {
    return new OptionsBuilder()
        .include(DecodeBenchmark.class.getName().replace(".", "\\.") + "\\." + side + "$")
        .forks(1)
        .addProfiler(CpuTime.class)
        .warmupIterations(ITERATIONS)
        .warmupBatchSize(effort.decodeBatch())
        .measurementIterations(ITERATIONS)
        .measurementBatchSize(effort.decodeBatch())
        .shouldFailOnError(true)
        .output(log.toString())
        .build();
  }
}
