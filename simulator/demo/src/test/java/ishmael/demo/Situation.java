package ishmael.demo;

import ishmael.linemapper.CallFeature;
import ishmael.linemapper.CallState;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.engine.Behaviour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * Brings a call of Ahab's line into a state. The name is that of the row in the table of functions
 * and states.
 */
enum Situation {
  OFFERING("OFFERING") {
    @Override
    Subject arrange(Stage stage) throws Exception {
      return Subject.alone(Scenes.ringsFromOutside(stage));
    }
  },
  ACCEPTED("ACCEPTED") {
    @Override
    Subject arrange(Stage stage) throws Exception {
      CallKey call = Scenes.ringsFromOutside(stage);
      stage.ok("lineAccept", stage.tapi().supplementary().accept(call));
      stage.state(LINE, call, CallState.ACCEPTED);
      return Subject.alone(call);
    }
  },
  INBOUND("CONNECTED inbound") {
    @Override
    Subject arrange(Stage stage) throws Exception {
      return Subject.alone(Scenes.talksToOutside(stage));
    }
  },
  ONHOLD("ONHOLD") {
    @Override
    Subject arrange(Stage stage) throws Exception {
      CallKey call = Scenes.talksToOutside(stage);
      stage.ok("lineHold", stage.tapi().hold(call));
      stage.state(LINE, call, CallState.ONHOLD);
      return Subject.alone(call);
    }
  },
  DIALTONE("DIALTONE") {
    @Override
    Subject arrange(Stage stage) throws Exception {
      CallKey call = stage.made("lineMakeCall", stage.tapi().makeCall(LINE, ""));
      stage.state(LINE, call, CallState.DIALTONE);
      return Subject.alone(call);
    }
  },
  DIALING("DIALING") {
    @Override
    Subject arrange(Stage stage) throws Exception {
      CallKey call = stage.made("lineMakeCall", stage.tapi().makeCall(LINE, "1;"));
      stage.state(LINE, call, CallState.DIALING);
      return Subject.alone(call);
    }
  },
  RINGBACK("RINGBACK") {
    @Override
    Subject arrange(Stage stage) throws Exception {
      stage.phones().behave(stage.phone("starbuck"), Behaviour.rings());
      CallKey call = stage.made("lineMakeCall", stage.tapi().makeCall(LINE, "102"));
      stage.state(LINE, call, CallState.RINGBACK);
      return Subject.alone(call);
    }
  },
  OUTBOUND("CONNECTED outbound") {
    @Override
    Subject arrange(Stage stage) throws Exception {
      return Subject.alone(calls(stage));
    }
  },
  BESIDE_HELD("CONNECTED beside ONHOLD") {
    @Override
    Subject arrange(Stage stage) throws Exception {
      CallKey first = ONHOLD.arrange(stage).call();
      CallKey second = calls(stage);
      stage.ok("lineHold", stage.tapi().hold(second));
      stage.state(LINE, second, CallState.ONHOLD);
      TransferScenes.takesBackAtTheDesk(stage, first);
      return new Subject(first, second);
    }
  },
  HELD_BESIDE("ONHOLD beside CONNECTED") {
    @Override
    Subject arrange(Stage stage) throws Exception {
      Subject held = BESIDE_HELD.arrange(stage).reversed();
      // what it offers changes because of the other call, so it is shown after that
      stage.eventually(
          () -> offers(stage, held.call(), CallFeature.COMPLETETRANSF),
          "the held call is shown beside the one that talks");
      return held;
    }
  },
  PENDING_TRANSFER("ONHOLDPENDTRANSFER") {
    @Override
    Subject arrange(Stage stage) throws Exception {
      Subject asked = CONSULTATION_TONE.arrange(stage);
      return asked.reversed();
    }
  },
  CONSULTATION_TONE("consultation DIALTONE") {
    @Override
    Subject arrange(Stage stage) throws Exception {
      CallKey call = Scenes.talksToOutside(stage);
      CallKey consultation =
          stage.made("lineSetupTransfer", stage.tapi().supplementary().setupTransfer(call));
      stage.state(LINE, consultation, CallState.DIALTONE);
      return new Subject(consultation, call);
    }
  },
  CONSULTATION_RINGS("consultation RINGBACK") {
    @Override
    Subject arrange(Stage stage) throws Exception {
      CallKey call = Scenes.talksToOutside(stage);
      CallKey consultation = TransferScenes.asks(stage, call);
      stage.state(LINE, consultation, CallState.RINGBACK);
      return new Subject(consultation, call);
    }
  },
  CONSULTATION_TALKS("consultation CONNECTED") {
    @Override
    Subject arrange(Stage stage) throws Exception {
      Subject asked = CONSULTATION_RINGS.arrange(stage);
      TransferScenes.colleagueAnswers(stage, asked.call());
      return asked;
    }
  },
  PENDING_CONFERENCE("ONHOLDPENDCONF") {
    @Override
    Subject arrange(Stage stage) throws Exception {
      Supplementary.MadeConference made = conference(stage);
      return new Subject(made.conference().call().orElseThrow(), made.consultation().orElseThrow());
    }
  },
  PARTY_TALKS("conference's consultation CONNECTED") {
    @Override
    Subject arrange(Stage stage) throws Exception {
      Subject pending = PENDING_CONFERENCE.arrange(stage);
      stage.phones().behave(stage.phone("stubb"), Behaviour.rings());
      stage.ok("lineDial", stage.tapi().supplementary().dial(pending.other(), "103"));
      TransferScenes.colleagueAnswers(stage, pending.other());
      return pending.reversed();
    }
  },
  CONFERENCED("CONFERENCED") {
    @Override
    Subject arrange(Stage stage) throws Exception {
      Subject together = CONFERENCE.arrange(stage);
      return together.reversed();
    }
  },
  CONFERENCE("conference CONNECTED") {
    @Override
    Subject arrange(Stage stage) throws Exception {
      Subject party = PARTY_TALKS.arrange(stage);
      stage.ok(
          "lineAddToConference",
          stage.tapi().supplementary().addToConference(party.other(), party.call()));
      stage.state(LINE, party.other(), CallState.CONNECTED);
      stage.state(LINE, party.call(), CallState.CONFERENCED);
      return party.reversed();
    }
  };

  static final String LINE = "101";

  /**
   * The call of the row, and the one that belongs to it: what is held beside it, its consultation
   * call, its conference; itself if it is alone.
   */
  record Subject(CallKey call, CallKey other) {
    static Subject alone(CallKey call) {
      return new Subject(call, call);
    }

    /** The same two, seen from the other one. */
    Subject reversed() {
      return new Subject(/* call= */ other, /* other= */ call);
    }
  }

  private final String title;

  Situation(String title) {
    this.title = title;
  }

  abstract Subject arrange(Stage stage) throws Exception;

  String title() {
    return title;
  }

  private static boolean offers(Stage stage, CallKey call, CallFeature feature) {
    try {
      return stage.tapi().supplementary().features(call).contains(feature);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CallKey calls(Stage stage) throws Exception {
    stage.phones().behaveOutside(Pequod.CHANDLERS, Behaviour.answersAfter(Duration.ofMillis(20)));
    CallKey call = stage.made("lineMakeCall", stage.tapi().makeCall(LINE, Pequod.CHANDLERS));
    stage.state(LINE, call, CallState.CONNECTED);
    return call;
  }

  private static Supplementary.MadeConference conference(Stage stage) throws Exception {
    CallKey call = Scenes.talksToOutside(stage);
    Supplementary.MadeConference made = stage.tapi().supplementary().setupConference(LINE, call);
    CallKey conference = stage.made("lineSetupConference", made.conference());
    stage.state(LINE, conference, CallState.ONHOLDPENDCONF);
    stage.state(LINE, made.consultation().orElseThrow(), CallState.DIALTONE);
    return made;
  }
}
