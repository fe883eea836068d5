package ishmael.simulator.phonesystem.xmpp;

/** Whether the server wants TLS before the login. */
public enum TlsUse {
  /** Nothing but STARTTLS is offered before it. */
  REQUIRED,
  /** The client may log in without. */
  OPTIONAL,
  /** STARTTLS is neither offered nor accepted. */
  MISSING
}
