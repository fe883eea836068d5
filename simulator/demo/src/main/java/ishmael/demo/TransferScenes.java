package ishmael.demo;

import ishmael.demo.TapiEvent.CallStateEvent;
import ishmael.linemapper.CallState;
import ishmael.linemapper.DisconnectMode;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.engine.Behaviour;
import java.time.Duration;
import java.util.List;

/** The scenes in which calls are handed over, joined and swapped. */
final class TransferScenes {
  private static final String CHANDLERS = Pequod.CHANDLERS;

  private TransferScenes() {}

  static List<Scene> all() {
    return List.of(
        new Scene("a conversation is handed over without asking", TransferScenes::blind),
        new Scene("a colleague is asked, then gets the conversation", TransferScenes::attended),
        new Scene("a conversation is handed over while it rings", TransferScenes::early),
        new Scene("a colleague is asked and does not want it", TransferScenes::cancelled),
        new Scene("a ringing call is sent to a colleague", TransferScenes::redirected),
        new Scene("two calls are swapped", TransferScenes::swapped),
        new Scene("three people talk, then two", TransferScenes::conference),
        new Scene("a conference is built step by step and dropped", TransferScenes::stepByStep));
  }

  private static void blind(Stage stage) throws Exception {
    CallKey call = Scenes.talksToOutside(stage);
    stage.ok("lineBlindTransfer", stage.tapi().supplementary().blindTransfer(call, "103"));
    stage.ended("101", call);
    CallStateEvent offering = stage.state("103", CallState.OFFERING);
    stage.equal("Stubb's caller", CHANDLERS, offering.seen().callerNumber());
    stage.ok("lineAnswer", stage.tapi().answer(offering.call()));
    stage.state("103", offering.call(), CallState.CONNECTED);
    end(stage, "103", offering.call());
  }

  private static void attended(Stage stage) throws Exception {
    CallKey call = Scenes.talksToOutside(stage);
    CallKey consultation = asks(stage, call);
    CallKey colleague = colleagueAnswers(stage, consultation);
    stage.ok(
        "lineCompleteTransfer", stage.tapi().supplementary().completeTransfer(call, consultation));
    stage.ended("101", call);
    stage.ended("101", consultation);
    stage.info("103", colleague, seen -> seen.callerNumber().equals(CHANDLERS), "the new caller");
    end(stage, "103", colleague);
  }

  private static void early(Stage stage) throws Exception {
    CallKey call = Scenes.talksToOutside(stage);
    CallKey consultation = asks(stage, call);
    stage.state("101", consultation, CallState.RINGBACK);
    CallKey colleague = stage.state("103", CallState.OFFERING).call();
    stage.ok(
        "lineCompleteTransfer", stage.tapi().supplementary().completeTransfer(call, consultation));
    stage.ended("101", call);
    stage.ended("101", consultation);
    stage.ok("lineAnswer", stage.tapi().answer(colleague));
    stage.state("103", colleague, CallState.CONNECTED);
    end(stage, "103", colleague);
  }

  private static void cancelled(Stage stage) throws Exception {
    CallKey call = Scenes.talksToOutside(stage);
    CallKey consultation = asks(stage, call);
    CallKey colleague = colleagueAnswers(stage, consultation);
    stage.ok("lineDrop", stage.tapi().drop(consultation));
    stage.ended("101", consultation);
    stage.ended("103", colleague);
    stage.state("101", call, CallState.CONNECTED);
    end(stage, "101", call);
  }

  private static void redirected(Stage stage) throws Exception {
    CallKey call = Scenes.ringsFromOutside(stage);
    stage.ok("lineRedirect", stage.tapi().supplementary().redirect(call, "103"));
    stage.equal("why it ended", DisconnectMode.FORWARDED, Scenes.mode(stage.ended("101", call)));
    CallKey colleague = stage.state("103", CallState.OFFERING).call();
    end(stage, "103", colleague);
  }

  /** The hold key takes back the newest call, so it swaps only from an older one to that. */
  private static void swapped(Stage stage) throws Exception {
    CallKey first = Scenes.talksToOutside(stage);
    stage.ok("lineHold", stage.tapi().hold(first));
    stage.state("101", first, CallState.ONHOLD);
    stage.phones().behave(stage.phone("stubb"), Behaviour.answersAfter(Duration.ZERO));
    CallKey second = stage.made("lineMakeCall", stage.tapi().makeCall("101", "103"));
    stage.state("101", second, CallState.CONNECTED);
    stage.ok("lineHold", stage.tapi().hold(second));
    stage.state("101", second, CallState.ONHOLD);
    takesBackAtTheDesk(stage, first);
    stage.ok("lineSwapHold", stage.tapi().supplementary().swapHold(first, second));
    stage.state("101", first, CallState.ONHOLD);
    stage.state("101", second, CallState.CONNECTED);
    stage.ok("lineDrop", stage.tapi().drop(second));
    stage.ended("101", second);
    end(stage, "101", first);
  }

  /** Ahab takes the older of his two held calls back, by hand. */
  static void takesBackAtTheDesk(Stage stage, CallKey older) throws Exception {
    stage.phones().resume(stage.phones().channelsOf("ahab").get(0).id());
    stage.state("101", older, CallState.CONNECTED);
  }

  private static void conference(Stage stage) throws Exception {
    CallKey call = Scenes.talksToOutside(stage);
    CallKey consultation = asks(stage, call);
    CallKey colleague = colleagueAnswers(stage, consultation);
    CallKey conference =
        stage.made(
            "lineCompleteTransfer",
            stage.tapi().supplementary().completeConference(call, consultation));
    stage.state("101", conference, CallState.CONNECTED);
    stage.ok("lineDrop", stage.tapi().drop(colleague));
    stage.ended("103", colleague);
    stage.state("101", call, CallState.CONNECTED);
    end(stage, "101", call);
  }

  private static void stepByStep(Stage stage) throws Exception {
    CallKey call = Scenes.talksToOutside(stage);
    Supplementary.MadeConference made = stage.tapi().supplementary().setupConference("101", call);
    CallKey conference = stage.made("lineSetupConference", made.conference());
    CallKey consultation = made.consultation().orElseThrow();
    stage.state("101", conference, CallState.ONHOLDPENDCONF);
    stage.state("101", consultation, CallState.DIALTONE);
    stage.ok("lineDial", stage.tapi().supplementary().dial(consultation, "103"));
    CallKey colleague = colleagueAnswers(stage, consultation);
    stage.ok(
        "lineAddToConference",
        stage.tapi().supplementary().addToConference(conference, consultation));
    stage.state("101", conference, CallState.CONNECTED);
    stage.state("101", consultation, CallState.CONFERENCED);
    stage.ok("lineDrop", stage.tapi().drop(conference));
    stage.ended("103", colleague);
    stage.state("101", conference, CallState.IDLE);
    Scenes.noChannels(stage);
  }

  /** Sets up a transfer to Stubb and dials. */
  static CallKey asks(Stage stage, CallKey call) throws Exception {
    CallKey consultation =
        stage.made("lineSetupTransfer", stage.tapi().supplementary().setupTransfer(call));
    stage.state("101", call, CallState.ONHOLDPENDTRANSFER);
    stage.state("101", consultation, CallState.DIALTONE);
    stage.phones().behave(stage.phone("stubb"), Behaviour.rings());
    stage.ok("lineDial", stage.tapi().supplementary().dial(consultation, "103"));
    return consultation;
  }

  static CallKey colleagueAnswers(Stage stage, CallKey consultation) throws Exception {
    CallKey colleague = stage.state("103", CallState.OFFERING).call();
    stage.ok("lineAnswer", stage.tapi().answer(colleague));
    stage.state("103", colleague, CallState.CONNECTED);
    stage.state("101", consultation, CallState.CONNECTED);
    return colleague;
  }

  private static void end(Stage stage, String line, CallKey call) throws Exception {
    stage.ok("lineDrop", stage.tapi().drop(call));
    stage.ended(line, call);
    Scenes.noChannels(stage);
  }
}
