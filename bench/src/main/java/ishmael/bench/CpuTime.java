package ishmael.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Tells JMH how much processor time an operation took in the best iteration, garbage collection
 * included. Unlike the clock on the wall it does not count what other programs took. For iterations
 * of a fixed number of operations only (single shot, in batches).
 */
public final class CpuTime implements InternalProfiler {
  /** The result's name. */
  static final String NAME = "cpu";

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private long before;

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = system.getProcessCpuTime();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double operations = (double) benchmark.getOpsPerInvocation() * iteration.getBatchSize();
    double nanos = (system.getProcessCpuTime() - before) / operations;
    return List.of(new ScalarResult(NAME, nanos, "ns/op", AggregationPolicy.MIN));
  }

  @Override
  public String getDescription() {
    return "processor time of the process for each operation";
  }
}
