package ishmael.demo;

import ishmael.linemapper.CallFeature;
import ishmael.linemapper.CallOrigin;
import java.util.Set;

/**
 * What a TAPI program reads from LINECALLINFO and LINECALLSTATUS; texts are empty where TAPI has
 * none.
 */
public record CallSeen(
    CallOrigin origin,
    String callerNumber,
    String callerName,
    String calledNumber,
    String calledName,
    String connectedNumber,
    String connectedName,
    String comment,
    Set<CallFeature> features) {
  /** Copies the set. */
  public CallSeen {
    features = Set.copyOf(features);
  }
}
