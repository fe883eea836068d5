package ishmael.demo;

/** A line as TAPI lists it. */
public record LineSeen(int permanentId, String name, String address, boolean inService) {}
