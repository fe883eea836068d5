package ishmael.linemapper;

import com.google.common.collect.Sets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A call as the provider shall show it.
 *
 * @param mode the detail of the state, such as a {@link DisconnectMode} code; 0 if there is none
 * @param callId LINECALLINFO.dwCallID: equal on both legs of one call
 * @param relatedCallId LINECALLINFO.dwRelatedCallID, 0 if there is none
 * @param since when the state was entered
 * @param conference the conference call that it is a party of, in state CONFERENCED
 * @param details what the phone system says beyond TAPI's fields: lines {@code name=value}, names
 *     as docs/calls.md lists them
 * @param memo what the mapper needs to take the call over after a restart; opaque to everybody else
 */
public record CallView(
    CallId id,
    LineId line,
    CallState state,
    int mode,
    Set<CallFeature> features,
    CallOrigin origin,
    CallReason reason,
    int callId,
    int relatedCallId,
    Instant since,
    CallParty caller,
    CallParty called,
    CallParty connected,
    CallParty redirection,
    CallParty redirecting,
    String comment,
    Optional<CallId> conference,
    String details,
    Memo memo) {
  /** Copies the set. */
  public CallView {
    features = Sets.immutableEnumSet(features);
  }
}
