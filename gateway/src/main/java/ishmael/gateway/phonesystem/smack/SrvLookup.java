package ishmael.gateway.phonesystem.smack;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the name service which servers a domain has. Source: RFC 6120, 3.2.1. */
interface SrvLookup {
  /** Returns the records, in any order; empty if there are none or nobody answers. May block. */
  List<SrvRecord> find(String domain);

  /** Returns the lookup with the name servers of this machine, through the Java runtime. */
  static SrvLookup ofThisMachine() {
    return new Dns("dns:///");
  }

  /** The Java runtime's own client for the name service. */
  final class Dns implements SrvLookup {
    private static final Logger LOGGER = LoggerFactory.getLogger(SrvLookup.class);
    private static final String SERVICE = "_xmpp-client._tcp.";
    private static final Splitter BLANKS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

    private final String servers;

    /** Makes a client of the name servers that a URL of the scheme dns names. */
    Dns(String servers) {
      this.servers = servers;
    }

    /**
     * The scheme of the name is always dns, whose attributes are plain texts: nothing of the answer
     * is looked up further or turned into objects.
     */
    @SuppressWarnings("BanJNDI")
    @Override
    public List<SrvRecord> find(String domain) {
      Properties environment = new Properties();
      environment.setProperty(
          Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
      environment.setProperty("com.sun.jndi.dns.timeout.initial", "1000");
      environment.setProperty("com.sun.jndi.dns.timeout.retries", "2");
      try {
        InitialDirContext dns = new InitialDirContext(environment);
        try {
          Attribute found =
              dns.getAttributes(servers + SERVICE + domain, new String[] {"SRV"}).get("SRV");
          return found == null ? List.of() : records(Collections.list(found.getAll()));
        } finally {
          dns.close();
        }
      } catch (NameNotFoundException e) {
        LOGGER.debug("{} has no SRV records", domain);
      } catch (NamingException e) {
        LOGGER.debug("the SRV records of {} could not be found", domain, e);
      }
      return List.of();
    }

    /** Returns the records that can be used: one that is wrong costs no other. */
    private static List<SrvRecord> records(List<?> answers) {
      List<SrvRecord> records = new ArrayList<>();
      for (Object answer : answers) {
        try {
          records.add(SrvLookup.parse(String.valueOf(answer)));
        } catch (IllegalArgumentException e) {
          LOGGER.debug("a record is left out: {}", e.getMessage());
        }
      }
      return records;
    }
  }

  /**
   * Reads a record's text: priority, weight, port, target.
   *
   * @throws IllegalArgumentException if it is none
   */
  static SrvRecord parse(String text) {
    List<String> parts = Dns.BLANKS.splitToList(text);
    if (parts.size() != 4) {
      throw new IllegalArgumentException("no SRV record: " + text);
    }
    return new SrvRecord(
        Integer.parseInt(parts.get(0)),
        Integer.parseInt(parts.get(1)),
        Integer.parseInt(parts.get(2)),
        CharMatcher.is('.').trimTrailingFrom(parts.get(3)));
  }
}
