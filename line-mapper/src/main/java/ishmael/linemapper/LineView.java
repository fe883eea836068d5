package ishmael.linemapper;

import com.google.common.collect.Sets;
import java.util.Optional;
import java.util.Set;

/**
 * A line as the provider shall show it.
 *
 * @param name what programs list, such as {@code Captain Ahab (101)}
 * @param address the number of the line
 * @param reason why it is out of service, empty if it is not
 * @param callFeatures everything that calls on this line may ever offer
 * @param maxInConference parties of a conference with the user, 0: no conferences; a transfer can
 *     be completed as a conference if it is not 0
 * @param forwardedTo the number that all calls are forwarded to now, if they are
 */
public record LineView(
    LineId id,
    boolean inService,
    String name,
    String address,
    String reason,
    Set<LineFeature> lineFeatures,
    Set<AddressFeature> addressFeatures,
    Set<CallFeature> callFeatures,
    int maxActive,
    int maxOnHold,
    int maxInConference,
    Optional<String> forwardedTo) {
  /** Copies the sets. */
  public LineView {
    lineFeatures = Sets.immutableEnumSet(lineFeatures);
    addressFeatures = Sets.immutableEnumSet(addressFeatures);
    callFeatures = Sets.immutableEnumSet(callFeatures);
  }
}
