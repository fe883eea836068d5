package ishmael.gateway.windows;

import com.sun.jna.Native;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Kernel32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT.SID_NAME_USE;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;
import ishmael.gateway.isolation.AccountAuthority;
import ishmael.linemapper.isolation.Account;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Accounts as the local security authority knows them. Only users count, not groups and machines.
 * Source: LookupAccountSid, LookupAccountName, TranslateName.
 */
final class LsaAccounts implements AccountAuthority {
  private static final Logger LOG = System.getLogger(LsaAccounts.class.getName());

  /** A function of secur32.dll that the platform library leaves out. Source: secext.h. */
  interface Names extends StdCallLibrary {
    int SAM_COMPATIBLE = 2;
    int USER_PRINCIPAL = 8;

    /** Returns zero for failure; a BOOLEAN is one octet. */
    byte TranslateNameW(
        WString name, int form, int wanted, char[] translated, IntByReference characters);
  }

  private static final int MAX_UPN = 1_024;

  @Override
  public Account bySid(String sid) {
    try {
      Advapi32Util.Account found = Advapi32Util.getAccountBySid(sid);
      return isUser(found)
          ? new Account(sid, found.domain, found.name, upn(found))
          : Account.unresolved(sid);
    } catch (Win32Exception e) {
      if (e.getErrorCode() != WinError.ERROR_NONE_MAPPED) {
        LOG.log(
            Level.WARNING,
            "Windows can not name the account {0} now: {1}",
            sid,
            String.valueOf(e.getMessage()));
      }
      return Account.unresolved(sid);
    }
  }

  @Override
  public boolean exists(String name) {
    try {
      return isUser(Advapi32Util.getAccountByName(name));
    } catch (Win32Exception e) {
      if (e.getErrorCode() == WinError.ERROR_NONE_MAPPED) {
        return false;
      }
      throw e;
    }
  }

  private static boolean isUser(Advapi32Util.Account account) {
    return account.accountType == SID_NAME_USE.SidTypeUser;
  }

  /** Local accounts have none; where no domain controller answers there is none either. */
  private static String upn(Advapi32Util.Account account) {
    if (account.domain.equalsIgnoreCase(Kernel32Util.getComputerName())) {
      return "";
    }
    char[] translated = new char[MAX_UPN];
    IntByReference length = new IntByReference(translated.length);
    WString name = new WString(account.domain + '\\' + account.name);
    boolean done =
        Native.load("secur32", Names.class)
                .TranslateNameW(
                    name, Names.SAM_COMPATIBLE, Names.USER_PRINCIPAL, translated, length)
            != 0;
    return done ? Native.toString(translated) : "";
  }
}
