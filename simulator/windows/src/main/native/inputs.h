/* Structures that a program passes to a provider, made from JSON, sealed against writing. */
#ifndef TAPISRV_INPUTS_H
#define TAPISRV_INPUTS_H

#include "json.h"
#include <windows.h>

/* The member "params" as LINECALLPARAMS of this version, or NULL. guard_free frees it. */
void *input_call_params(const struct json *command, DWORD version);
/* The member "list" of {"mode","caller","number"} as LINEFORWARDLIST, or NULL. */
void *input_forward_list(const struct json *command, DWORD version);
/* An empty VARSTRING with room. Not sealed. */
void *input_var_string(void);

#endif
