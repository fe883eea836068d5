package ishmael.gateway.settings;

import java.nio.file.Path;

/**
 * Everything that an admin sets, apart from the password.
 *
 * @param stateFolder where the gateway keeps what it must remember
 */
public record Settings(
    PhoneSystemSettings phoneSystem,
    LineSettings lines,
    IsolationSettings isolation,
    DirectorySettings directory,
    PipeSettings pipe,
    LogSettings log,
    AuditSettings audit,
    Path stateFolder) {}
