package ishmael.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.admin.rpc.Codec;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Literal lines: what is asked, and what is answered. */
class MethodsTest {
  private final TestSite site = new TestSite();
  private final Methods methods = site.site().methods();
  private boolean subscribed;

  private final AdminPeer peer =
      new AdminPeer() {
        @Override
        public String name() {
          return "user ishmael";
        }

        @Override
        public void subscribe() {
          subscribed = true;
        }
      };

  private String ask(String line) throws Exception {
    return methods
        .answer(Codec.read(line.getBytes(StandardCharsets.UTF_8)), peer)
        .map(answer -> new String(Codec.line(answer), StandardCharsets.UTF_8).strip())
        .orElse("");
  }

  private String result(String method, String params) throws Exception {
    String answer =
        ask(
            "{'jsonrpc':'2.0','id':7,'method':'METHOD','params':PARAMS}"
                .replace("METHOD", method)
                .replace("PARAMS", params)
                .replace('\'', '"'));
    String begin = "{\"jsonrpc\":\"2.0\",\"id\":7,";
    assertThat(answer).startsWith(begin).endsWith("}");
    return answer.substring(begin.length(), answer.length() - 1).replace('"', '\'');
  }

  @Test
  void hello_always_namesVersionAndMethods() throws Exception {
    assertThat(result("gateway.hello", "{}"))
        .isEqualTo(
            "'result':{'name':'Ishmael gateway','version':'1.2.3','protocol':1,'methods':["
                + "'gateway.hello','isolation.subscribe','lines.list','lines.release','map.add',"
                + "'map.list','map.remove','policy.get','policy.set','sessions.list']}");
  }

  @Test
  void linesList_oneHeld_namesOwnersAndHolder() throws Exception {
    site.pipUses("deck");
    assertThat(result("lines.list", "{}"))
        .isEqualTo(
            "'result':{'policy':'own','lines':["
                + "{'user':'ahab','name':'Captain Ahab (101)','extension':'101','id':268435456,"
                + "'inService':true,'reason':'','calls':2,"
                + "'owners':{'accounts':[],'sameName':'yes'},'holder':null},"
                + "{'user':'starbuck','name':'Starbuck (102)','extension':'102','id':268435457,"
                + "'inService':true,'reason':'','calls':0,"
                + "'owners':{'accounts':[],'sameName':'yes'},'holder':null},"
                + "{'user':'deck','name':'Main deck (110)','extension':'110','id':268435458,"
                + "'inService':true,'reason':'','calls':0,"
                + "'owners':{'accounts':[],'sameName':'no'},'holder':{'account':'PEQUOD\\\\pip',"
                + "'sid':'S-1-5-21-7-7-7-1106','session':6,'since':'2026-11-23T08:00:00Z'}},"
                + "{'user':'mast','name':'Mast head (111)','extension':'111','id':268435459,"
                + "'inService':false,'reason':'The phone is not registered.','calls':0,"
                + "'owners':{'accounts':[],'sameName':'no'},'holder':null}]}");
  }

  @Test
  void sessionsList_oneHolds_namesWhatEachOwnsAndHolds() throws Exception {
    site.pipUses("deck");
    assertThat(result("sessions.list", "{}"))
        .isEqualTo(
            "'result':{'policy':'own','sessions':["
                + "{'session':3,'account':'PEQUOD\\\\ahab','state':'active','client':'CABIN-PC',"
                + "'since':'2026-11-23T08:00:00Z','owns':['ahab'],'holds':null},"
                + "{'session':6,'account':'PEQUOD\\\\pip','state':'disconnected','client':'',"
                + "'since':'2026-11-23T08:00:00Z','owns':[],'holds':'deck'}]}");
  }

  @Test
  void linesRelease_held_endsTheClaimAndIsAudited() throws Exception {
    site.pipUses("deck");
    assertThat(result("lines.release", "{'line':'110'}"))
        .isEqualTo(
            "'result':{'line':'deck','ended':[{'line':'deck','account':'PEQUOD\\\\pip',"
                + "'sid':'S-1-5-21-7-7-7-1106','session':6,'since':'2026-11-23T08:00:00Z'}]}");
    assertThat(site.administered).containsExactly("user ishmael: released deck");
    assertThat(result("lines.list", "{}")).doesNotContain("pip");
  }

  @Test
  void linesRelease_byNameExtensionOrId_findsTheLine() throws Exception {
    for (String name : new String[] {"deck", "DECK", "110", "268435458"}) {
      site.pipUses("deck");
      assertThat(result("lines.release", "{'line':'" + name + "'}")).contains("'line':'deck'");
    }
  }

  @Test
  void linesRelease_nobodyHolds_saysSo() throws Exception {
    assertThat(result("lines.release", "{'line':'ahab'}"))
        .isEqualTo("'error':{'code':4,'message':'Nobody holds the line of ahab.'}");
    assertThat(site.administered).isEmpty();
  }

  @Test
  void linesRelease_unknownLine_namesNearOnes() throws Exception {
    assertThat(result("lines.release", "{'line':'stabuck'}"))
        .isEqualTo(
            "'error':{'code':3,'message':'No line has the user, extension or id"
                + " \\'stabuck\\'.','data':{'near':['starbuck']}}");
  }

  @Test
  void policyGet_standard_showsIt() throws Exception {
    assertThat(result("policy.get", "{}"))
        .isEqualTo(
            "'result':{'policy':'own','unknownCallers':'deny','domains':[],"
                + "'administrators':[]}");
  }

  @Test
  void policySet_claimOfAnother_isKeptAndEndsClaims() throws Exception {
    site.pipUses("deck");
    assertThat(result("policy.set", "{'policy':'open','unknownCallers':'allow'}"))
        .isEqualTo(
            "'result':{'policy':'open','unknownCallers':'allow','domains':[],"
                + "'administrators':[],'map':[],'ended':[{'line':'deck',"
                + "'account':'PEQUOD\\\\pip','sid':'S-1-5-21-7-7-7-1106','session':6,"
                + "'since':'2026-11-23T08:00:00Z'}]}");
    assertThat(site.kept).hasSize(1);
    assertThat(site.administered)
        .containsExactly("user ishmael: set policy open, unknown callers allow");
  }

  @Test
  void policySet_cannotBeKept_changesNothing() throws Exception {
    site.full = true;
    assertThat(result("policy.set", "{'policy':'open'}"))
        .isEqualTo(
            "'error':{'code':7,'message':'The settings can not be written, so nothing was"
                + " changed: the disk is full'}");
    assertThat(result("policy.get", "{}")).contains("'policy':'own'");
    assertThat(site.administered).isEmpty();
  }

  @Test
  void policySet_nonsense_isRefusedWithASentence() throws Exception {
    assertThat(result("policy.set", "{'policy':'closed'}"))
        .isEqualTo("'error':{'code':-32602,'message':'policy must be own, claim or open.'}");
    assertThat(result("policy.set", "{}")).contains("Name at least one of");
    assertThat(result("policy.set", "{'domains':['A\\\\B']}")).contains("no NetBIOS name");
    assertThat(result("policy.set", "{'administrators':['*']}")).contains("would be everybody");
    assertThat(result("policy.set", "{'unknowncallers':'deny','policy':'own'}"))
        .contains("no parameter unknowncallers");
    assertThat(site.kept).isEmpty();
  }

  @Test
  void mapAdd_thenRemove_changesTheTable() throws Exception {
    assertThat(result("map.add", "{'account':'PEQUOD\\\\Pip','users':['deck','mast']}"))
        .contains("'map':[{'account':'pequod\\\\pip','users':['deck','mast']}]");
    assertThat(site.pipMayUse("mast")).isTrue();
    assertThat(result("map.remove", "{'account':'pequod\\\\PIP','users':['mast']}"))
        .contains("'map':[{'account':'pequod\\\\pip','users':['deck']}]");
    assertThat(result("map.list", "{}"))
        .isEqualTo("'result':{'map':[{'account':'pequod\\\\pip','users':['deck']}]}");
    assertThat(result("map.remove", "{'account':'pequod\\\\pip'}")).contains("'map':[]");
    assertThat(site.administered)
        .containsExactly(
            "user ishmael: gave pequod\\pip the lines of deck, mast",
            "user ishmael: took from pequod\\pip the lines of mast",
            "user ishmael: took from pequod\\pip all");
  }

  @Test
  void mapAdd_unknownUser_namesNearOnes() throws Exception {
    assertThat(result("map.add", "{'account':'pip','users':['dekc']}"))
        .isEqualTo(
            "'error':{'code':5,'message':'There is no line of a user dekc.',"
                + "'data':{'near':['deck']}}");
  }

  @Test
  void mapRemove_notThere_saysSo() throws Exception {
    assertThat(result("map.remove", "{'account':'pip'}"))
        .isEqualTo("'error':{'code':6,'message':'The table has no account pip.'}");
  }

  @Test
  void subscribe_always_subscribes() throws Exception {
    assertThat(result("isolation.subscribe", "{}")).isEqualTo("'result':{}");
    assertThat(subscribed).isTrue();
  }

  @Test
  void method_unknown_isRefused() throws Exception {
    assertThat(result("lines.sell", "{}"))
        .isEqualTo(
            "'error':{'code':-32601,'message':'There is no method lines.sell; gateway.hello"
                + " names all.'}");
  }

  @Test
  void notification_always_isNotAnswered() throws Exception {
    assertThat(ask("{\"jsonrpc\":\"2.0\",\"method\":\"lines.release\"}")).isEmpty();
  }

  @Test
  void gateway_silent_isSaidInTime() throws Exception {
    site.silent = true;
    assertThat(result("lines.list", "{}")).contains("'code':2").contains("within 5 s");
  }
}
