package ishmael.gateway.isolation;

import ishmael.linemapper.LineError;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Requester;
import ishmael.linemapper.isolation.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * A request and what came of it.
 *
 * @param time when it was judged
 * @param line the user of the line
 * @param error what the program was told; nothing if the request was carried out
 */
public record AuditEntry(
    Instant time,
    Requester requester,
    UserName line,
    LineRequest request,
    Verdict verdict,
    Optional<LineError> error) {}
