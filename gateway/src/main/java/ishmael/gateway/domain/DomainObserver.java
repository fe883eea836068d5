package ishmael.gateway.domain;

import ishmael.gateway.directory.DirectoryMemory;
import ishmael.linemapper.LineId;
import ishmael.linemapper.UserName;
import java.util.Map;

/** Hears from the domain thread what others have to know. Must not wait. */
public interface DomainObserver {
  /** Something in the status is other than before. */
  void changed(DomainStatus status);

  /** Permanent line ids were given that have to be remembered. */
  void lineIds(Map<UserName, LineId> ids);

  /** The directory is other than before; the next start makes its lines of it. */
  void directory(DirectoryMemory memory);

  /** The domain thread can not go on; the gateway has to be started anew. */
  void failed(String why);
}
