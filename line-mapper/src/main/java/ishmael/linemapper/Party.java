package ishmael.linemapper;

/** A name and a number as the phone system reports them; either may be empty. */
public record Party(String name, String number) {
  /** Nothing is known. */
  public static final Party NONE = new Party("", "");

  /** Says whether neither name nor number is known. */
  public boolean isEmpty() {
    return name.isEmpty() && number.isEmpty();
  }
}
