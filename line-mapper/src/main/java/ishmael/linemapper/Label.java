package ishmael.linemapper;

/** A label of a phone book entry, such as VIP. */
public record Label(String id, String displayName, String type, String value, boolean visible) {}
