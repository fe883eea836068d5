package ishmael.gateway.tapi;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The LINEERR codes, with their names and what to do about them. Source: tapi.h. */
final class LineErrors {
  static final int CALLUNAVAIL = 0x80000005;
  static final int INCOMPATIBLEAPIVERSION = 0x8000000C;
  static final int INUSE = 0x8000000F;
  static final int OPERATIONFAILED = 0x80000048;
  static final int STRUCTURETOOSMALL = 0x8000004D;
  static final int REINIT = 0x80000052;

  /** In the order of the codes from 0x80000000 on; a dash where there is none. */
  private static final List<String> NAMES =
      Splitter.on(' ')
          .splitToList(
              "- ALLOCATED BADDEVICEID BEARERMODEUNAVAIL - CALLUNAVAIL COMPLETIONOVERRUN"
                  + " CONFERENCEFULL DIALBILLING DIALDIALTONE DIALPROMPT DIALQUIET"
                  + " INCOMPATIBLEAPIVERSION INCOMPATIBLEEXTVERSION INIFILECORRUPT INUSE"
                  + " INVALADDRESS INVALADDRESSID INVALADDRESSMODE INVALADDRESSSTATE"
                  + " INVALAPPHANDLE INVALAPPNAME INVALBEARERMODE INVALCALLCOMPLMODE"
                  + " INVALCALLHANDLE INVALCALLPARAMS INVALCALLPRIVILEGE INVALCALLSELECT"
                  + " INVALCALLSTATE INVALCALLSTATELIST INVALCARD INVALCOMPLETIONID"
                  + " INVALCONFCALLHANDLE INVALCONSULTCALLHANDLE INVALCOUNTRYCODE"
                  + " INVALDEVICECLASS INVALDEVICEHANDLE INVALDIALPARAMS INVALDIGITLIST"
                  + " INVALDIGITMODE INVALDIGITS INVALEXTVERSION INVALGROUPID INVALLINEHANDLE"
                  + " INVALLINESTATE INVALLOCATION INVALMEDIALIST INVALMEDIAMODE INVALMESSAGEID -"
                  + " INVALPARAM INVALPARKID INVALPARKMODE INVALPOINTER INVALPRIVSELECT INVALRATE"
                  + " INVALREQUESTMODE INVALTERMINALID INVALTERMINALMODE INVALTIMEOUT INVALTONE"
                  + " INVALTONELIST INVALTONEMODE INVALTRANSFERMODE LINEMAPPERFAILED NOCONFERENCE"
                  + " NODEVICE NODRIVER NOMEM NOREQUEST NOTOWNER NOTREGISTERED OPERATIONFAILED"
                  + " OPERATIONUNAVAIL RATEUNAVAIL RESOURCEUNAVAIL REQUESTOVERRUN"
                  + " STRUCTURETOOSMALL TARGETNOTFOUND TARGETSELF UNINITIALIZED"
                  + " USERUSERINFOTOOBIG REINIT ADDRESSBLOCKED BILLINGREJECTED INVALFEATURE"
                  + " NOMULTIPLEINSTANCE INVALAGENTID INVALAGENTGROUP INVALPASSWORD"
                  + " INVALAGENTSTATE INVALAGENTACTIVITY DIALVOICEDETECT USERCANCELLED"
                  + " INVALADDRESSTYPE INVALAGENTSESSIONSTATE DISCONNECTED SERVICE_NOT_RUNNING");

  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry("ALLOCATED", "Another program holds the device for itself alone: end it."),
          Map.entry(
              "BADDEVICEID", "There is no such line any more: ishmael tapi list shows those here."),
          Map.entry(
              "CALLUNAVAIL",
              "The line has no room for a further call: end or finish one on it first."),
          Map.entry("INUSE", "The line is in use: end the call on it, or wait for its end."),
          Map.entry("DIALBILLING", "The line cannot wait for a billing tone: leave out the $."),
          Map.entry("DIALDIALTONE", "The line cannot wait for a dial tone: leave out the W."),
          Map.entry("DIALPROMPT", "The line cannot ask before it goes on: leave out the ?."),
          Map.entry("DIALQUIET", "The line cannot wait for silence: leave out the @."),
          Map.entry(
              "INCOMPATIBLEAPIVERSION",
              "The line's provider speaks no version from 1.3 to 2.2: look for a newer provider."),
          Map.entry(
              "INIFILECORRUPT",
              "The list of providers is damaged: remove and add the provider in the Control"
                  + " Panel, Phone and Modem."),
          Map.entry(
              "INVALADDRESS",
              "The number cannot be dialled as it stands: check it, or try --translate."),
          Map.entry(
              "INVALCALLSTATE",
              "The call is in another state by now; ishmael tapi watch shows in which."),
          Map.entry(
              "INVALLINESTATE",
              "The line is out of service or busy; ishmael tapi caps shows its status."),
          Map.entry("INVALMEDIAMODE", "The line is not for voice calls: choose another line."),
          Map.entry("INVALBEARERMODE", "The line is not for voice calls: choose another line."),
          Map.entry("BEARERMODEUNAVAIL", "The line is not for voice calls: choose another line."),
          Map.entry("NODEVICE", "The line is gone: ishmael tapi list shows those that are here."),
          Map.entry(
              "NODRIVER",
              "The line's provider could not be loaded or has failed: see the provider's own log,"
                  + " then start the service Telephony again."),
          Map.entry("NOMEM", "The machine is short of memory."),
          Map.entry(
              "NOTOWNER", "Another program owns the call; only its owner may do this with it."),
          Map.entry(
              "OPERATIONFAILED",
              "The provider could not do it and does not say why: see the provider's own log."),
          Map.entry("OPERATIONUNAVAIL", "The provider does not offer this."),
          Map.entry(
              "RESOURCEUNAVAIL",
              "The provider has no room for it now: try again, then see the provider's own log."),
          Map.entry("ADDRESSBLOCKED", "The number may not be dialled from this line."),
          Map.entry("TARGETNOTFOUND", "Nobody was found to take the call over."),
          Map.entry(
              "REINIT",
              "Providers have changed: end all telephony programs, then start this one again."),
          Map.entry("UNINITIALIZED", "TAPI does not know this program: start it again."),
          Map.entry("DISCONNECTED", "The telephony server is not reachable."),
          Map.entry("USERCANCELLED", "The dialogue was cancelled."),
          Map.entry(
              "SERVICE_NOT_RUNNING", "Start the Windows service Telephony (net start tapisrv)."));

  private LineErrors() {}

  /** Returns the name of a code, such as {@code LINEERR_NODRIVER}; in hex if it has none. */
  static String name(int code) {
    String name = shortName(code);
    return name.isEmpty() ? String.format(Locale.ROOT, "0x%08X", code) : "LINEERR_" + name;
  }

  /** Returns name, number and advice. */
  static String sentence(int code) {
    String name = shortName(code);
    String number = String.format(Locale.ROOT, "0x%08X", code);
    if (name.isEmpty()) {
      return "error " + number + ".";
    }
    String advice = ADVICE.getOrDefault(name, "");
    return "LINEERR_" + name + " (" + number + ")." + (advice.isEmpty() ? "" : " " + advice);
  }

  private static String shortName(int code) {
    int index = code & 0x7FFFFFFF;
    if (code >= 0 || index >= NAMES.size() || NAMES.get(index).equals("-")) {
      return "";
    }
    return NAMES.get(index);
  }
}
