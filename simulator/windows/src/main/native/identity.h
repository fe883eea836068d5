/*
 * Who a program is, where Wine has one user and one session only: a test chooses what a provider
 * reads from the token in the end, and nothing before that. A module's imports of
 * RpcImpersonateClient and GetTokenInformation lead here; both call the real function first, and
 * its failure stays the answer. Only for a token that a real impersonation of a local RPC client
 * has made, and only if something is chosen for that client's process, the user's SID and the
 * session id are exchanged, or the real success is answered with the chosen error.
 */
#ifndef TAPISRV_IDENTITY_H
#define TAPISRV_IDENTITY_H

#include "questions.h"

/* Leads the imports of a provider here. False if it does not import both functions by name. */
bool identity_watch(HMODULE module);
/* The command "identity". */
void do_identity(struct context *c);

#endif
