package ishmael.gateway.tapi;

/**
 * The structures that TAPI fills. The sizes by version were measured on tapi.h: each version has
 * the members of the one before and some more.
 */
final class Structures {
  private static final int V1_3 = 0x00010003;
  private static final int V1_4 = 0x00010004;
  private static final int V2_0 = 0x00020000;
  private static final int V2_2 = 0x00020002;
  private static final int V3_0 = 0x00030000;

  static final Layout DEV_CAPS =
      Layout.of(
              Field.skip(3),
              Field.text("providerInfo"),
              Field.text("switchInfo"),
              Field.hex("permanentLineId"),
              Field.text("lineName"),
              Field.number("stringFormat"),
              Field.bits("addressModes", Bits.ADDRESS_MODE),
              Field.number("addresses"),
              Field.bits("bearerModes", Bits.BEARER_MODE),
              Field.number("maxRate"),
              Field.bits("mediaModes", Bits.MEDIA_MODE),
              Field.bits("generateToneModes", Bits.TONE_MODE),
              Field.number("generateToneMaxFrequencies"),
              Field.bits("generateDigitModes", Bits.DIGIT_MODE),
              Field.number("monitorToneMaxFrequencies"),
              Field.number("monitorToneMaxEntries"),
              Field.bits("monitorDigitModes", Bits.DIGIT_MODE),
              Field.number("gatherDigitsMinTimeout"),
              Field.number("gatherDigitsMaxTimeout"),
              Field.number("mediaControlDigitMaxList"),
              Field.number("mediaControlMediaMaxList"),
              Field.number("mediaControlToneMaxList"),
              Field.number("mediaControlCallStateMaxList"),
              Field.bits("devCapFlags", Bits.DEV_CAP_FLAGS),
              Field.number("maxActiveCalls"),
              Field.bits("answerMode", Bits.ANSWER_MODE),
              Field.number("ringModes"),
              Field.bits("lineStates", Bits.DEV_STATE),
              Field.number("uuiAcceptSize"),
              Field.number("uuiAnswerSize"),
              Field.number("uuiMakeCallSize"),
              Field.number("uuiDropSize"),
              Field.number("uuiSendSize"),
              Field.number("uuiCallInfoSize"),
              Field.dialParameters("minDialParameters"),
              Field.dialParameters("maxDialParameters"),
              Field.dialParameters("defaultDialParameters"),
              Field.number("terminals"),
              Field.octets("terminalCapsOctets"),
              Field.number("terminalTextEntrySize"),
              Field.octets("terminalTextOctets"),
              Field.octets("devSpecificOctets"),
              Field.bits("lineFeatures", Bits.LINE_FEATURE),
              Field.bits("settableStatus", Bits.DEV_STATUS_FLAGS),
              Field.texts("deviceClasses"),
              Field.guid("permanentLineGuid"),
              Field.bits("addressTypes", Bits.ADDRESS_TYPE),
              Field.guid("protocolGuid"),
              Field.bits("availableTracking", Bits.CALL_HUB_TRACKING))
          .from(V1_3, 236)
          .from(V1_4, 240)
          .from(V2_0, 252)
          .from(V2_2, 268)
          .from(V3_0, 292);

  static final Layout ADDRESS_CAPS =
      Layout.of(
              Field.skip(3),
              Field.number("device"),
              Field.text("address"),
              Field.octets("devSpecificOctets"),
              Field.bits("sharing", Bits.ADDRESS_SHARING),
              Field.bits("addressStates", Bits.ADDRESS_STATE),
              Field.bits("callInfoStates", Bits.CALL_INFO_STATE),
              Field.bits("callerIdFlags", Bits.CALL_PARTY_ID),
              Field.bits("calledIdFlags", Bits.CALL_PARTY_ID),
              Field.bits("connectedIdFlags", Bits.CALL_PARTY_ID),
              Field.bits("redirectionIdFlags", Bits.CALL_PARTY_ID),
              Field.bits("redirectingIdFlags", Bits.CALL_PARTY_ID),
              Field.bits("callStates", Bits.CALL_STATE),
              Field.bits("dialToneModes", Bits.DIAL_TONE_MODE),
              Field.bits("busyModes", Bits.BUSY_MODE),
              Field.bits("specialInfo", Bits.SPECIAL_INFO),
              Field.bits("disconnectModes", Bits.DISCONNECT_MODE),
              Field.number("maxActiveCalls"),
              Field.number("maxOnHoldCalls"),
              Field.number("maxOnHoldPendingCalls"),
              Field.number("maxConference"),
              Field.number("maxTransferConference"),
              Field.bits("addressCapFlags", Bits.ADDRESS_CAP_FLAGS),
              Field.bits("callFeatures", Bits.CALL_FEATURE),
              Field.number("removeFromConferenceCaps"),
              Field.bits("removeFromConferenceState", Bits.CALL_STATE),
              Field.bits("transferModes", Bits.TRANSFER_MODE),
              Field.bits("parkModes", Bits.PARK_MODE),
              Field.bits("forwardModes", Bits.FORWARD_MODE),
              Field.number("maxForwardEntries"),
              Field.number("maxSpecificEntries"),
              Field.number("minForwardRings"),
              Field.number("maxForwardRings"),
              Field.number("maxCallCompletions"),
              Field.bits("completionConditions", Bits.COMPLETION_CONDITION),
              Field.bits("completionModes", Bits.COMPLETION_MODE),
              Field.number("completionMessages"),
              Field.number("completionMessageEntrySize"),
              Field.octets("completionMessageOctets"),
              Field.bits("addressFeatures", Bits.ADDRESS_FEATURE),
              Field.bits("predictiveStates", Bits.CALL_STATE),
              Field.number("callTreatments"),
              Field.octets("callTreatmentOctets"),
              Field.texts("deviceClasses"),
              Field.number("maxCallDataSize"),
              Field.bits("callFeatures2", Bits.CALL_FEATURE_2),
              Field.number("maxNoAnswerTimeout"),
              Field.bits("connectedModes", Bits.CONNECTED_MODE),
              Field.bits("offeringModes", Bits.OFFERING_MODE),
              Field.bits("availableMediaModes", Bits.MEDIA_MODE))
          .from(V1_3, 176)
          .from(V1_4, 180)
          .from(V2_0, 228);

  private static final Layout APP_INFO =
      Layout.of(
          Field.text("machine"),
          Field.text("user"),
          Field.text("program"),
          Field.text("name"),
          Field.bits("mediaModes", Bits.MEDIA_MODE),
          Field.number("address"));

  static final Layout DEV_STATUS =
      Layout.of(
              Field.skip(3),
              Field.number("opens"),
              Field.bits("openMediaModes", Bits.MEDIA_MODE),
              Field.number("activeCalls"),
              Field.number("onHoldCalls"),
              Field.number("onHoldPendingCalls"),
              Field.bits("lineFeatures", Bits.LINE_FEATURE),
              Field.number("callCompletions"),
              Field.number("ringMode"),
              Field.number("signalLevel"),
              Field.number("batteryLevel"),
              Field.bits("roamMode", Bits.ROAM_MODE),
              Field.bits("statusFlags", Bits.DEV_STATUS_FLAGS),
              Field.octets("terminalModesOctets"),
              Field.octets("devSpecificOctets"),
              Field.bits("availableMediaModes", Bits.MEDIA_MODE),
              Field.array("programs", "opens", APP_INFO))
          .from(V1_3, 76)
          .from(V2_0, 88);

  private static final Layout FORWARD =
      Layout.of(
          Field.bits("mode", Bits.FORWARD_MODE),
          Field.text("caller"),
          Field.number("country"),
          Field.text("destination"));

  static final Layout ADDRESS_STATUS =
      Layout.of(
              Field.skip(3),
              Field.number("inUse"),
              Field.number("activeCalls"),
              Field.number("onHoldCalls"),
              Field.number("onHoldPendingCalls"),
              Field.bits("addressFeatures", Bits.ADDRESS_FEATURE),
              Field.number("ringsNoAnswer"),
              Field.number("forwardEntries"),
              Field.array("forwards", "forwardEntries", FORWARD),
              Field.octets("terminalModesOctets"),
              Field.octets("devSpecificOctets"))
          .from(V1_3, 64);

  static final Layout CALL_INFO =
      Layout.of(
              Field.skip(4),
              Field.number("deviceId"),
              Field.number("address"),
              Field.bits("bearerMode", Bits.BEARER_MODE),
              Field.number("rate"),
              Field.bits("mediaMode", Bits.MEDIA_MODE),
              Field.hex("appSpecific"),
              Field.number("callId"),
              Field.number("relatedCallId"),
              Field.bits("callParamFlags", Bits.CALL_PARAM_FLAGS),
              Field.bits("callStates", Bits.CALL_STATE),
              Field.bits("monitorDigitModes", Bits.DIGIT_MODE),
              Field.bits("monitorMediaModes", Bits.MEDIA_MODE),
              Field.dialParameters("dialParameters"),
              Field.bits("origin", Bits.CALL_ORIGIN),
              Field.bits("reason", Bits.CALL_REASON),
              Field.number("completionId"),
              Field.number("owners"),
              Field.number("monitors"),
              Field.number("countryCode"),
              Field.hex("trunk"),
              Field.party("caller"),
              Field.party("called"),
              Field.party("connected"),
              Field.party("redirection"),
              Field.party("redirecting"),
              Field.text("appName"),
              Field.text("displayableAddress"),
              Field.text("calledParty"),
              Field.text("comment"),
              Field.octets("displayOctets"),
              Field.octets("userUserInfoOctets"),
              Field.octets("highLevelCompOctets"),
              Field.octets("lowLevelCompOctets"),
              Field.octets("chargingInfoOctets"),
              Field.octets("terminalModesOctets"),
              Field.octets("devSpecificOctets"),
              Field.number("callTreatment"),
              Field.octets("callDataOctets"),
              Field.octets("sendingFlowspecOctets"),
              Field.octets("receivingFlowspecOctets"),
              Field.skip(5))
          .from(V1_3, 296)
          .from(V2_0, 324)
          .from(V3_0, 344);

  static final Layout CALL_STATUS =
      Layout.of(
              Field.skip(3),
              Field.bits("state", Bits.CALL_STATE),
              Field.hex("stateMode"),
              Field.bits("privilege", Bits.CALL_PRIVILEGE),
              Field.bits("callFeatures", Bits.CALL_FEATURE),
              Field.octets("devSpecificOctets"),
              Field.bits("callFeatures2", Bits.CALL_FEATURE_2),
              Field.time("stateEntryTime"))
          .from(V1_3, 36)
          .from(V2_0, 56);

  static final Layout TRANSLATE_OUTPUT =
      Layout.of(
              Field.skip(3),
              Field.text("dialable"),
              Field.text("displayable"),
              Field.number("currentCountry"),
              Field.number("destinationCountry"),
              Field.bits("results", Bits.TRANSLATE_RESULT))
          .from(V1_3, 40);

  private Structures() {}
}
