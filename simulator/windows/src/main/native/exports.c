#include "exports.h"

#include "names.h"
#include "rules.h"
#include "invoke.h"

#include <string.h>

static const IMAGE_EXPORT_DIRECTORY *export_directory(const unsigned char *base)
{
    const IMAGE_DOS_HEADER *dos = (const void *)base;
    const IMAGE_NT_HEADERS *nt = (const void *)(base + dos->e_lfanew);
    DWORD at = nt->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_EXPORT].VirtualAddress;
    return at ? (const void *)(base + at) : NULL;
}

void exports_judge(HMODULE module)
{
    const unsigned char *base = (const void *)module;
    const IMAGE_EXPORT_DIRECTORY *directory = export_directory(base);
    if (!directory) {
        return;
    }
    const DWORD *names = (const void *)(base + directory->AddressOfNames);
    for (DWORD i = 0; i < directory->NumberOfNames; i++) {
        const char *name = (const char *)(base + names[i]);
        if (strstr(name, "TSPI_") && strchr(name, '@')) {
            violate(RULE_LOAD_DECORATED, "%s", name);
            return;
        }
    }
}

struct promise {
    DWORD feature;
    enum fn function;
};

#define C(feature, function)                                                                       \
    {                                                                                              \
        (DWORD) LINECALLFEATURE_##feature, FN_line##function                                       \
    }
static const struct promise call_promises[] = {C(ACCEPT, Accept), C(ADDTOCONF, AddToConference),
    C(ANSWER, Answer), C(BLINDTRANSFER, BlindTransfer), C(COMPLETECALL, CompleteCall),
    C(COMPLETETRANSF, CompleteTransfer), C(DIAL, Dial), C(DROP, Drop),
    C(GATHERDIGITS, GatherDigits), C(GENERATEDIGITS, GenerateDigits), C(GENERATETONE, GenerateTone),
    C(HOLD, Hold), C(MONITORDIGITS, MonitorDigits), C(MONITORMEDIA, MonitorMedia),
    C(MONITORTONES, MonitorTones), C(PARK, Park), C(PREPAREADDCONF, PrepareAddToConference),
    C(REDIRECT, Redirect), C(REMOVEFROMCONF, RemoveFromConference), C(SECURECALL, SecureCall),
    C(SENDUSERUSER, SendUserUserInfo), C(SETCALLPARAMS, SetCallParams),
    C(SETMEDIACONTROL, SetMediaControl), C(SETTERMINAL, SetTerminal), C(SETUPCONF, SetupConference),
    C(SETUPTRANSFER, SetupTransfer), C(SWAPHOLD, SwapHold), C(UNHOLD, Unhold),
    C(RELEASEUSERUSERINFO, ReleaseUserUserInfo), C(SETTREATMENT, SetCallTreatment),
    C(SETQOS, SetCallQualityOfService), C(SETCALLDATA, SetCallData), {0, FN_COUNT}};
#undef C

#define A(feature, function)                                                                       \
    {                                                                                              \
        LINEADDRFEATURE_##feature, FN_line##function                                               \
    }
static const struct promise address_promises[] = {A(FORWARD, Forward), A(MAKECALL, MakeCall),
    A(PICKUP, Pickup), A(SETMEDIACONTROL, SetMediaControl), A(SETTERMINAL, SetTerminal),
    A(SETUPCONF, SetupConference), A(UNCOMPLETECALL, UncompleteCall), A(UNPARK, Unpark),
    {0, FN_COUNT}};
#undef A

#define L(feature, function)                                                                       \
    {                                                                                              \
        LINEFEATURE_##feature, FN_line##function                                                   \
    }
static const struct promise line_promises[] = {L(DEVSPECIFIC, DevSpecific),
    L(DEVSPECIFICFEAT, DevSpecificFeature), L(FORWARD, Forward), L(MAKECALL, MakeCall),
    L(SETMEDIACONTROL, SetMediaControl), L(SETTERMINAL, SetTerminal),
    L(SETDEVSTATUS, SetLineDevStatus), {0, FN_COUNT}};
#undef L

static void judge(const struct provider *provider, DWORD features, const struct promise *promises,
    const struct name *names, const char *where)
{
    for (; promises->feature; promises++) {
        if ((features & promises->feature) && !provider->functions[promises->function]) {
            violate(RULE_CAPS_EXPORTS, "%s: %s without TSPI_%s", where,
                name_of(names, promises->feature), fn_name(promises->function));
        }
    }
}

void features_judge(const struct provider *provider, DWORD call_features, DWORD address_features,
    DWORD line_features, const char *where)
{
    judge(provider, call_features, call_promises, call_feature_names, where);
    judge(provider, address_features, address_promises, addr_feature_names, where);
    judge(provider, line_features, line_promises, line_feature_names, where);
}
