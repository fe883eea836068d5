package ishmael.gateway.domain;

import ishmael.gateway.phonesystem.LinkState;
import java.util.List;

/**
 * What the domain thread owns, in numbers.
 *
 * @param link how the link to the phone system is
 * @param lines how many lines there are
 * @param calls how many calls there are
 * @param providers how many providers are welcome
 * @param waiting how many providers wait because no lines have ever been known
 * @param unknownUsers login names of the settings that the phone system does not know
 */
public record DomainStatus(
    LinkState link, int lines, int calls, int providers, int waiting, List<String> unknownUsers) {
  /** Copies the list. */
  public DomainStatus {
    unknownUsers = List.copyOf(unknownUsers);
  }
}
