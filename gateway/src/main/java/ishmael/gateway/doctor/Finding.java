package ishmael.gateway.doctor;

import java.time.Duration;

/** A step, what it found and how long it took. */
public record Finding(Step step, Outcome outcome, Duration took) {}
