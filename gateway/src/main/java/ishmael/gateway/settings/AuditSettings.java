package ishmael.gateway.settings;

import java.nio.file.Path;

/**
 * Section {@code [audit]}: who asked for what, and what came of it.
 *
 * @param file the newest file
 * @param size how big a file becomes, in octets
 * @param files how many are kept, with the newest
 * @param numbers whether dialled numbers are written
 * @param events whether refused requests are raised as events of Windows, elsewhere as warnings in
 *     the log
 */
public record AuditSettings(Path file, long size, int files, boolean numbers, boolean events) {
  /** The name of the newest file, if the settings name none. */
  private static final String NAME = "audit.jsonl";

  private static final int MEBI = 1 << 20;

  /** Returns what holds if the file says nothing but where logs are. */
  public static AuditSettings in(Path logs) {
    return new AuditSettings(logs.resolve(NAME), 10L * MEBI, 10, false, true);
  }

  static AuditSettings read(Table table, Path file, AuditSettings standard)
      throws SettingsException {
    int size = table.number("size-mb", 1, 1024, (int) (standard.size() / MEBI));
    int files = table.number("files", 2, 1000, standard.files());
    boolean numbers = table.flag("numbers", standard.numbers());
    boolean events = table.flag("events", standard.events());
    return new AuditSettings(file, (long) size * MEBI, files, numbers, events);
  }
}
