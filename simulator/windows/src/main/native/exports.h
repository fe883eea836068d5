/* The export table of a provider. */
#ifndef TAPISRV_EXPORTS_H
#define TAPISRV_EXPORTS_H

#include "model.h"

/* Looks for decorated names. */
void exports_judge(HMODULE module);
/* Features whose function is missing are broken promises. */
void features_judge(const struct provider *provider, DWORD call_features, DWORD address_features,
    DWORD line_features, const char *where);

#endif
