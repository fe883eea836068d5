package ishmael.demo;

import ishmael.demo.Telephony.Made;
import ishmael.linemapper.CallFeature;
import ishmael.linemapper.LineError;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * TAPI's supplementary services on calls that exist. Requests wait for their completion; nothing is
 * success.
 */
public interface Supplementary {
  /** lineAccept. */
  Optional<LineError> accept(CallKey call) throws IOException;

  /** lineDial. */
  Optional<LineError> dial(CallKey call, String number) throws IOException;

  /** lineSwapHold. */
  Optional<LineError> swapHold(CallKey talks, CallKey held) throws IOException;

  /** lineBlindTransfer. */
  Optional<LineError> blindTransfer(CallKey call, String target) throws IOException;

  /** lineRedirect. */
  Optional<LineError> redirect(CallKey call, String target) throws IOException;

  /** lineSetupTransfer; the call that is made is the consultation call. */
  Made setupTransfer(CallKey call) throws IOException;

  /** lineCompleteTransfer, LINETRANSFERMODE_TRANSFER. */
  Optional<LineError> completeTransfer(CallKey call, CallKey consultation) throws IOException;

  /** lineCompleteTransfer, LINETRANSFERMODE_CONFERENCE; the call that is made is the conference. */
  Made completeConference(CallKey call, CallKey consultation) throws IOException;

  /** How lineSetupConference ended: the conference, the consultation call, or why there is none. */
  record MadeConference(Made conference, Optional<CallKey> consultation) {}

  /** lineSetupConference with a first call of the line. */
  MadeConference setupConference(String line, CallKey call) throws IOException;

  /** linePrepareAddToConference; the call that is made is the consultation call. */
  Made prepareAddToConference(CallKey conference) throws IOException;

  /** lineAddToConference. */
  Optional<LineError> addToConference(CallKey conference, CallKey consultation) throws IOException;

  /** lineRemoveFromConference. */
  Optional<LineError> removeFromConference(CallKey call) throws IOException;

  /** Returns LINECALLSTATUS.dwCallFeatures of the call now. */
  Set<CallFeature> features(CallKey call) throws IOException;
}
