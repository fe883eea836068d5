package ishmael.gateway.domain;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;

/** What the domain thread counts. */
final class DomainMeters {
  final Timer turns;
  final Counter slow;
  final Counter failed;
  final Counter shed;
  final Counter events;
  final Counter requests;
  final Counter refusedProviders;

  /** How many lines are held. */
  final AtomicInteger claims = new AtomicInteger();

  DomainMeters(MeterRegistry registry, TurnQueue queue) {
    turns = registry.timer("ishmael.domain.turns");
    slow = registry.counter("ishmael.domain.turns.slow");
    failed = registry.counter("ishmael.domain.turns.failed");
    shed = registry.counter("ishmael.domain.events.shed");
    events = registry.counter("ishmael.domain.events");
    requests = registry.counter("ishmael.domain.requests");
    refusedProviders = registry.counter("ishmael.domain.providers.overflow");
    registry.gauge("ishmael.domain.queue", queue, TurnQueue::size);
    registry.gauge("ishmael.isolation.claims", claims);
  }
}
