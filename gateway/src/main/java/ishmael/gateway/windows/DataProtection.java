package ishmael.gateway.windows;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Crypt32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinCrypt;
import ishmael.gateway.settings.SecretGuard;
import ishmael.gateway.settings.SettingsException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Protection by Windows: encrypted with a key of this machine, and an access list that names the
 * system, administrators, the service's account and the file's owner only. The key is the machine's
 * and not an account's, as the admin who stores the password is not the account that the service
 * runs as; so the access list is what keeps other accounts out. Source: CryptProtectData,
 * CRYPTPROTECT_LOCAL_MACHINE.
 */
public final class DataProtection implements SecretGuard {
  private static final Logger LOG = System.getLogger(DataProtection.class.getName());
  private static final int FLAGS =
      WinCrypt.CRYPTPROTECT_LOCAL_MACHINE | WinCrypt.CRYPTPROTECT_UI_FORBIDDEN;

  /** SYSTEM and Administrators. */
  private static final List<String> READERS = List.of("S-1-5-18", "S-1-5-32-544");

  private static final String SERVICE = "NT SERVICE\\Ishmael";

  /** Everyone, Interactive, Authenticated Users, Users, Guests. */
  private static final List<String> CROWDS =
      List.of("S-1-1-0", "S-1-5-4", "S-1-5-11", "S-1-5-32-545", "S-1-5-32-546");

  @Override
  public byte[] protect(byte[] secret) {
    return Crypt32Util.cryptProtectData(secret, null, FLAGS, "", null);
  }

  @Override
  public byte[] unprotect(Path file, byte[] content) throws SettingsException {
    try {
      return Crypt32Util.cryptUnprotectData(content, null, FLAGS, null);
    } catch (Win32Exception e) {
      throw new SettingsException(
          "The password file "
              + file
              + " was made on another machine or is damaged; store the password again:"
              + " ishmael gateway password",
          e);
    }
  }

  @Override
  public void create(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    PrivateFile.create(file);
    restrict(file);
  }

  @Override
  public void restrict(Path file) throws IOException {
    AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
    if (view == null) {
      LOG.log(Level.WARNING, "{0} is on a file system without access lists.", file);
      return;
    }
    List<AclEntry> entries = new ArrayList<>();
    entries.add(entry(view.getOwner()));
    for (String sid : READERS) {
      nameOf(sid)
          .flatMap(name -> find(file, name))
          .map(DataProtection::entry)
          .ifPresent(entries::add);
    }
    find(file, SERVICE).map(DataProtection::entry).ifPresent(entries::add);
    view.setAcl(entries);
  }

  /** Windows names these accounts in its own language. */
  private static Optional<String> nameOf(String sid) {
    try {
      return Optional.of(Advapi32Util.getAccountBySid(sid).fqn);
    } catch (Win32Exception e) {
      LOG.log(Level.DEBUG, "Windows has no name for {0}.", sid);
      return Optional.empty();
    }
  }

  private static Optional<UserPrincipal> find(Path file, String name) {
    try {
      return Optional.of(
          file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "There is no account {0}.", name);
      return Optional.empty();
    }
  }

  private static AclEntry entry(UserPrincipal who) {
    return AclEntry.newBuilder()
        .setType(AclEntryType.ALLOW)
        .setPrincipal(who)
        .setPermissions(EnumSet.allOf(AclEntryPermission.class))
        .build();
  }

  @Override
  public void check(Path file) throws SettingsException, IOException {
    AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
    if (view == null) {
      return;
    }
    for (AclEntry entry : view.getAcl()) {
      if (entry.type() == AclEntryType.ALLOW
          && entry.permissions().contains(AclEntryPermission.READ_DATA)
          && isCrowd(entry.principal())) {
        throw new SettingsException(
            String.format(
                "Others may read the password file %s (%s); store the password again, which closes"
                    + " the file: ishmael gateway password",
                file, entry.principal().getName()));
      }
    }
  }

  private static boolean isCrowd(UserPrincipal who) {
    return CROWDS.stream()
        .anyMatch(sid -> nameOf(sid).filter(who.getName()::equalsIgnoreCase).isPresent());
  }
}
