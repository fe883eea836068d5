package ishmael.tsp.link.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.WinNT.HANDLEByReference;
import com.sun.jna.ptr.IntByReference;
import ishmael.tsp.link.PeerIdentity;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Reads which account is at the client's end of a pipe: the thread takes the client's identity on,
 * opens its token, and gives the identity back at once. Source: ImpersonateNamedPipeClient.
 */
final class ClientAccount {
  private static final Logger LOG = System.getLogger(ClientAccount.class.getName());

  /** A TOKEN_USER and the longest SID behind it. */
  private static final int USER_SIZE = 2 * Native.POINTER_SIZE + WinNT.SECURITY_MAX_SID_SIZE;

  private final ImpersonationCalls impersonation;
  private final PipeCalls calls;

  ClientAccount(PipeCalls calls) {
    impersonation = ImpersonationCalls.load();
    this.calls = calls;
    prepare();
  }

  /**
   * Calls once what is called later in the client's name: nothing must be looked up or loaded then.
   */
  private void prepare() {
    HANDLEByReference none = new HANDLEByReference();
    if (openToken(none) == 0) {
      calls.CloseHandle(none.getValue());
    }
    impersonation.RevertToSelf();
  }

  /** Returns who the client is; nothing if Windows does not tell it. */
  Optional<PeerIdentity> identity(HANDLE pipe) {
    HANDLEByReference token = new HANDLEByReference();
    int error = impersonated(pipe, token);
    if (error != 0) {
      LOG.log(Level.WARNING, "Windows does not tell the account of a client: error {0}", error);
      return Optional.empty();
    }
    try {
      return read(token.getValue());
    } finally {
      calls.CloseHandle(token.getValue());
    }
  }

  /** Returns 0, or the error of the function that failed. */
  private int impersonated(HANDLE pipe, HANDLEByReference token) {
    if (!impersonation.ImpersonateNamedPipeClient(pipe)) {
      return Native.getLastError();
    }
    try {
      return openToken(token);
    } finally {
      revert();
    }
  }

  /** The process must not go on with a thread that may act for somebody else. */
  private void revert() {
    if (!impersonation.RevertToSelf()) {
      LOG.log(Level.ERROR, "a thread can not give a client's identity back; the gateway ends");
      Runtime.getRuntime().halt(1);
    }
  }

  private int openToken(HANDLEByReference token) {
    boolean opened =
        impersonation.OpenThreadToken(calls.GetCurrentThread(), WinNT.TOKEN_QUERY, true, token);
    return opened ? 0 : Native.getLastError();
  }

  private Optional<PeerIdentity> read(HANDLE token) {
    try (Memory user = new Memory(USER_SIZE);
        Memory session = new Memory(Integer.BYTES);
        Memory level = new Memory(Integer.BYTES)) {
      boolean done =
          query(token, WinNT.TOKEN_INFORMATION_CLASS.TokenUser, user)
              && query(token, WinNT.TOKEN_INFORMATION_CLASS.TokenSessionId, session)
              && query(token, WinNT.TOKEN_INFORMATION_CLASS.TokenImpersonationLevel, level);
      if (!done) {
        LOG.log(
            Level.WARNING, "the token of a client is not read: error {0}", Native.getLastError());
        return Optional.empty();
      }
      return Optional.of(
          new PeerIdentity(
              Advapi32Util.convertSidToStringSid(new WinNT.TOKEN_USER(user).User.Sid),
              session.getInt(0),
              level.getInt(0) == WinNT.SECURITY_IMPERSONATION_LEVEL.SecurityIdentification));
    }
  }

  private boolean query(HANDLE token, int what, Memory room) {
    return impersonation.GetTokenInformation(
        token, what, room, (int) room.size(), new IntByReference());
  }
}
